package org.myrmex.api.sharing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/** A download. Any thread. */
@ProviderType
public interface Download {
    ContentId id();

    /** What it is doing. */
    State state();

    /** Where the file will be or is. */
    Path target();

    /** Length of the file, once a source has said it. */
    OptionalLong sizeBytes();

    /** Bytes that are here and verified. */
    long verifiedBytes();

    /** Sources that it fetches from now. */
    int sources();

    /** Why it waits or failed, one line. */
    Optional<String> problem();

    /** Stops; what is verified stays for a later start. */
    void cancel();

    /**
     * Waits for an end.
     *
     * @return false when it has not ended in that time
     */
    boolean await(long millis) throws InterruptedException;

    /** States of a download. */
    enum State {
        /** Asks the network who has it. */
        LOOKING,
        FETCHING,
        /** The file is complete at its target. */
        DONE,
        /** It cannot go on without a person: disk full, no right to write. */
        FAILED,
        CANCELLED;

        public boolean ended() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }
}
