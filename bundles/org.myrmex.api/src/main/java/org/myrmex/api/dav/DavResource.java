package org.myrmex.api.dav;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A resource that was found, to be described and then read. Whoever found it closes it, perhaps hours later: it holds nothing that changes of
 * the tree wait for. One thread at a time.
 */
@ConsumerType
public interface DavResource extends AutoCloseable {
    /** What was known of it when it was found. */
    Entry entry();

    /**
     * Reads the file, or a part of it; may be called again for another part. What is read is what the entry describes, as far as the tree
     * can tell.
     *
     * @param offset first byte
     * @param length bytes, -1 to the end
     * @throws DavException with {@link DavException.Status#BUSY} when it has changed since it was found, with
     *     {@link DavException.Status#NOT_FOUND} when it is no file
     */
    DavBody open(Call call, long offset, long length) throws DavException, IOException;

    /** Lets go of it; bodies that were opened stay open. May be called twice. */
    @Override
    void close();
}
