package org.myrmex.api.sharing;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads files of the network from anywhere in them, without a download: for a player, or for whoever wants a few bytes. One
 * instance a bundle; what it opened is closed when it stops. Any thread.
 */
@ProviderType
public interface Streams {
    /**
     * Begins to read. Own shared files are read from their folder, all others from whoever has them. May block until a source
     * has said and proven the length.
     *
     * @param link what; its length, where it holds one, is checked
     * @param patience longest wait for this, and later for the bytes of one {@link SeekableSource#read}; where nobody even says that
     *     he has it, the wait is seven seconds at most
     * @param cancelled whether nobody waits any more; asked about four times a second until the source is closed, on threads of the
     *     platform that it must not hold up. Once it is true, fetching ends, and whoever waits here or in a read gets an exception
     * @throws IOException when nobody gives it in time, or too many are open; one line: cause, then what to do
     */
    SeekableSource open(ContentLink link, Duration patience, BooleanSupplier cancelled) throws IOException;

    /** The same for who always waits. */
    default SeekableSource open(ContentLink link, Duration patience) throws IOException {
        return open(link, patience, () -> false);
    }
}
