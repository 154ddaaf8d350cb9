package org.myrmex.api.dav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/** Bytes that are pulled; closing cancels what fetches them. One thread at a time. */
@ConsumerType
public interface DavBody extends AutoCloseable {
    /** Bytes in all, where known. */
    OptionalLong length();

    /**
     * Reads on; may block.
     *
     * @param target may lie outside of the heap, so that it has no array
     * @return bytes put into the target, -1 at the end
     * @throws IOException when it breaks; the response is then cut off, never padded
     */
    int read(ByteBuffer target) throws IOException;

    @Override
    void close();
}
