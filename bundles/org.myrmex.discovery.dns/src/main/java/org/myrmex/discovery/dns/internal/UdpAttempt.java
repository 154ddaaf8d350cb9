package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import org.xbill.DNS.Message;

/** A question by UDP, from a port of its own: whoever would forge an answer has to guess it, beside the message's number. */
final class UdpAttempt extends Attempt<DatagramChannel> {
    UdpAttempt(InetSocketAddress server, Message message) throws IOException {
        super(server, message, DatagramChannel.open());
    }

    @Override
    int connect() throws IOException {
        channel.connect(server); // nobody else's datagrams are received, and "nobody is there" is
        again();
        return SelectionKey.OP_READ;
    }

    @Override
    boolean reliable() {
        return false;
    }

    @Override
    void again() throws IOException {
        channel.write(ByteBuffer.wrap(message.toWire()));
    }

    @Override
    Optional<Reply> ready(ByteBuffer buffer) throws IOException {
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
}
