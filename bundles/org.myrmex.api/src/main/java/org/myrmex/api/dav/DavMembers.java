package org.myrmex.api.dav;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The members of a collection, pulled one by one, each once, in an order of the tree's own. What comes or goes meanwhile may be among
 * them or not. Whoever opened it closes it. One thread at a time.
 */
@ConsumerType
public interface DavMembers extends AutoCloseable {
    /**
     * The next member; may block until the call's deadline.
     *
     * @return empty behind the last one
     * @throws IOException when it breaks; the response is then cut off, so that it does not look whole
     */
    Optional<Entry> next(Call call) throws DavException, IOException;

    @Override
    void close();
}
