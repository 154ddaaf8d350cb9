package org.myrmex.api.mesh;

import org.osgi.annotation.versioning.ProviderType;

/** Where a responder puts its answers; valid during {@link QueryResponder#respond}. */
@ProviderType
public interface Answers {
    /** Bytes that one answer may have. */
    int maxPayload();

    /**
     * Seals and sends one answer; may wait for room.
     *
     * @return false when it was not sent: too many answers already, or {@link #cancelled}
     * @throws IllegalArgumentException when it is longer than {@link #maxPayload}
     */
    boolean send(byte[] payload);

    /** Nobody waits any more, or the 2 s are over. */
    boolean cancelled();
}
