package org.myrmex.api.dav;

import org.myrmex.api.access.Caller;
import org.osgi.annotation.versioning.ProviderType;

/** On whose behalf and until when. */
@ProviderType
public interface Call {
    Caller caller();

    /** When the answer is of no more use, microseconds since 1970. */
    long deadlineMicros();

    /**
     * Whether the client has gone, or takes no more of the answer. Asks the connection: any thread, a system call each time; whoever
     * waits for long asks a few times a second.
     */
    boolean cancelled();
}
