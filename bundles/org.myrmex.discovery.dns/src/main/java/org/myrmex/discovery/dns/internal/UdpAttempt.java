package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import org.xbill.DNS.Message;

/** A question by UDP, from a port of its own: whoever would forge an answer has to guess it, beside the message's number. */
final class UdpAttempt implements Attempt {
    private final InetSocketAddress server;
    private final Message message;
    private final DatagramChannel channel;

    private UdpAttempt(InetSocketAddress server, Message message, DatagramChannel channel) {
        this.server = server;
        this.message = message;
        this.channel = channel;
    }

    static UdpAttempt start(InetSocketAddress server, Message message, Selector selector, Object attachment)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        UdpAttempt attempt = new UdpAttempt(server, message, channel);
        try {
            channel.configureBlocking(false);
            channel.connect(server); // nobody else's datagrams are received, and "nobody is there" is
            channel.register(selector, SelectionKey.OP_READ, attachment);
            attempt.again();
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
        return false;
    }

    @Override
    public void again() throws IOException {
        channel.write(ByteBuffer.wrap(message.toWire()));
    }

    @Override
    public Optional<Reply> ready(ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (channel.read(buffer) > 0) {
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            Reply reply = Wire.read(bytes, message);
            if (reply.verdict() != Reply.Verdict.NOT_OURS) {
                return Optional.of(reply);
            }
            buffer.clear();
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        Channels.close(channel);
    }
}
