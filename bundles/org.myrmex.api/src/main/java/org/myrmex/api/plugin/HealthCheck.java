package org.myrmex.api.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/** Says whether something is well: a service. Called on a thread of the platform; may block 1 s. */
@ConsumerType
public interface HealthCheck {
    /** One word or two, e.g. {@code neighbours}. */
    String name();

    Health check();

    /**
     * A finding.
     *
     * @param status how bad
     * @param message one line: the cause, then what to do
     */
    record Health(Status status, String message) {}

    /** How bad it is. */
    enum Status {
        OK,
        /** It works, but somebody should look. */
        WARN,
        /** It does not work. */
        CRITICAL
    }
}
