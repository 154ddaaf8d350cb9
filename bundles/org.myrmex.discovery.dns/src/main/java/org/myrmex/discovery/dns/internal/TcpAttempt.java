package org.myrmex.discovery.dns.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.xbill.DNS.Message;

/** A question by TCP: each message has its length in two bytes before it (RFC 1035, section 4.2.2). */
final class TcpAttempt implements Attempt {
    private final InetSocketAddress server;
    private final Message message;
    private final SocketChannel channel;
    private final ByteBuffer out;
    private final ByteBuffer length = ByteBuffer.allocate(Short.BYTES);
    private SelectionKey key;
    private ByteBuffer in = ByteBuffer.allocate(0);

    private TcpAttempt(InetSocketAddress server, Message message, SocketChannel channel) {
        this.server = server;
        this.message = message;
        this.channel = channel;
        byte[] bytes = message.toWire();
        this.out = ByteBuffer.allocate(Short.BYTES + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .flip();
    }

    static TcpAttempt start(InetSocketAddress server, Message message, Selector selector, Object attachment)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        TcpAttempt attempt = new TcpAttempt(server, message, channel);
        try {
            channel.configureBlocking(false);
            boolean connected = channel.connect(server);
            int operation = connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
            attempt.key = channel.register(selector, operation, attachment);
            return attempt;
        } catch (IOException e) {
            attempt.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress server() {
        return server;
    }

    @Override
    public boolean reliable() {
        return true;
    }

    @Override
    public void again() {
        // TCP does that
    }

    @Override
    public Optional<Reply> ready(ByteBuffer buffer) throws IOException {
        if (!channel.isConnected()) {
            channel.finishConnect();
        }
        if (out.hasRemaining()) {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            return Optional.empty();
        }
        return read();
    }

    private Optional<Reply> read() throws IOException {
        if (length.hasRemaining()) {
            fill(length);
            if (length.hasRemaining()) {
                return Optional.empty();
            }
            in = ByteBuffer.allocate(length.getShort(0) & 0xFFFF);
        }
        fill(in);
        return in.hasRemaining() ? Optional.empty() : Optional.of(Wire.read(in.array(), message));
    }

    private void fill(ByteBuffer target) throws IOException {
        if (target.hasRemaining() && channel.read(target) < 0) {
            throw new EOFException("closed before the answer was complete");
        }
    }

    @Override
    public void close() {
        Channels.close(channel);
    }
}
