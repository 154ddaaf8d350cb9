package org.myrmex.discovery.dns.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;
import org.xbill.DNS.Message;

/** A question on its way to one server, by a channel that never blocks. One thread. */
abstract class Attempt<C extends SelectableChannel> implements Closeable {
    final InetSocketAddress server;
    final Message message;
    final C channel;
    /** Set once it has begun. */
    SelectionKey key;

    Attempt(InetSocketAddress server, Message message, C channel) {
        this.server = server;
        this.message = message;
        this.channel = channel;
    }

    /** Begins, and closes what cannot begin. */
    final Attempt<C> start(Selector selector, Object attachment) throws IOException {
        boolean begun = false;
        try {
            channel.configureBlocking(false);
            key = channel.register(selector, connect(), attachment);
            begun = true;
            return this;
        } catch (UnresolvedAddressException | UnsupportedAddressTypeException e) {
            // a line of resolv.conf that is no address, or one of IPv6 where there is none
            throw new IOException("no server can be reached there", e);
        } finally {
            if (!begun) {
                close();
            }
        }
    }

    /**
     * Goes as far as it can without waiting.
     *
     * @return what the channel is to be looked at for: operations of a {@link SelectionKey}
     */
    abstract int connect() throws IOException;

    /** Whether nothing of the answer can be lost. */
    abstract boolean reliable();

    /** Sends once more, if that makes sense. */
    abstract void again() throws IOException;

    /**
     * Does what its channel is ready for, if it is.
     *
     * @param buffer for 64 KiB, lent
     * @return what came, if it is complete
     */
    abstract Optional<Reply> ready(ByteBuffer buffer) throws IOException;

    @Override
    public final void close() {
        Channels.close(channel);
    }
}
