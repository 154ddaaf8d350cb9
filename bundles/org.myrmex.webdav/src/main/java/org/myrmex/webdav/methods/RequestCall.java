package org.myrmex.webdav.methods;

import java.util.function.BooleanSupplier;
import org.myrmex.api.access.Caller;
import org.myrmex.api.dav.Call;

/**
 * A call on behalf of a request.
 *
 * @param gone whether its client has gone
 */
record RequestCall(Caller caller, long deadlineMicros, BooleanSupplier gone) implements Call {
    @Override
    public boolean cancelled() {
        return gone.getAsBoolean();
    }
}
