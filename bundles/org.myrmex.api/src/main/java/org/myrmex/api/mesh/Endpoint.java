package org.myrmex.api.mesh;

import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.VirtualAddress;
import org.osgi.annotation.versioning.ProviderType;

/** One virtual address and its keys: one for each interest, so that nothing links two of them. Any thread. */
@ProviderType
public interface Endpoint extends AutoCloseable {
    VirtualAddress address();

    /** Bytes that a query's payload may have, about 700. Everybody reads them. */
    int maxQuery();

    /**
     * Asks everybody for a service.
     *
     * @param service name that responders registered for, 1 to 32 ASCII characters; public
     * @param payload at most {@link #maxQuery} bytes; public
     * @param listener told of each opened answer on one thread of the platform, in order; may block shortly
     * @throws IllegalArgumentException when service or payload are too long
     * @throws IllegalStateException when the endpoint is closed
     */
    Search query(String service, byte[] payload, QueryScope scope, AnswerListener listener);

    /** Ends its searches and forgets its keys; channels that were opened from it end. */
    @Override
    void close();
}
