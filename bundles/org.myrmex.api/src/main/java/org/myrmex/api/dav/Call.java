package org.myrmex.api.dav;

import org.myrmex.api.access.Caller;
import org.osgi.annotation.versioning.ProviderType;

/** On whose behalf and until when. */
@ProviderType
public interface Call {
    Caller caller();

    /** When the answer is of no more use, microseconds since 1970. */
    long deadlineMicros();

    /** Whether the client has gone. */
    boolean cancelled();
}
