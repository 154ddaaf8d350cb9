package org.myrmex.testkit.dav;

import org.myrmex.api.access.Caller;
import org.myrmex.api.dav.Call;

/** A call of the owner, with all the time there is; it can be cancelled. */
public final class OwnersCall implements Call {
    private volatile boolean cancelled;

    /** The client goes away. */
    public void cancel() {
        cancelled = true;
    }

    @Override
    public Caller caller() {
        return Caller.OWNER;
    }

    @Override
    public long deadlineMicros() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }
}
