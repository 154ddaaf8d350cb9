package org.myrmex.discovery.dns.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.xbill.DNS.Message;

/** A question by TCP: each message has its length in two bytes before it (RFC 1035, section 4.2.2). */
final class TcpAttempt extends Attempt<SocketChannel> {
    private final ByteBuffer out;
    private final ByteBuffer length = ByteBuffer.allocate(Short.BYTES);
    private ByteBuffer in = ByteBuffer.allocate(0);

    TcpAttempt(InetSocketAddress server, Message message) throws IOException {
        super(server, message, SocketChannel.open());
        byte[] bytes = message.toWire();
        this.out = ByteBuffer.allocate(Short.BYTES + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .flip();
    }

    @Override
    int connect() throws IOException {
        return channel.connect(server) ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
    }

    @Override
    boolean reliable() {
        return true;
    }

    @Override
    void again() {
        // TCP does that
    }

    /** Also called when it is another attempt of the same question that something came for. */
    @Override
    Optional<Reply> ready(ByteBuffer buffer) throws IOException {
        if (!channel.isConnected() && !channel.finishConnect()) {
            return Optional.empty();
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
}
