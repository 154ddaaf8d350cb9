package org.myrmex.discovery.dns.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A question on its way to one server. One thread. */
interface Attempt extends Closeable {
    InetSocketAddress server();

    /** Whether nothing of the answer can be lost. */
    boolean reliable();

    /** Sends once more, if that makes sense. */
    void again() throws IOException;

    /**
     * Does what its channel is ready for.
     *
     * @param buffer for 64 KiB, lent
     * @return what came, if it is complete
     */
    Optional<Reply> ready(ByteBuffer buffer) throws IOException;

    @Override
    void close();
}
