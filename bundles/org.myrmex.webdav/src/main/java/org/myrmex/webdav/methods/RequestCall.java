package org.myrmex.webdav.methods;

import java.util.concurrent.atomic.AtomicBoolean;
import org.myrmex.api.access.Caller;
import org.myrmex.api.dav.Call;

/** A call on behalf of a request. Cancelled once a write to the client has failed, which is when it is known to be gone. */
record RequestCall(Caller caller, long deadlineMicros, AtomicBoolean gone) implements Call {
    @Override
    public boolean cancelled() {
        return gone.get();
    }
}
