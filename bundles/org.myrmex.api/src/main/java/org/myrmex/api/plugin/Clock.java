package org.myrmex.api.plugin;

import org.osgi.annotation.versioning.ProviderType;

/** The time; a test gives another one. Any thread. */
@ProviderType
public interface Clock {
    /** Microseconds since 1970, never smaller than before. */
    long nowMicros();
}
