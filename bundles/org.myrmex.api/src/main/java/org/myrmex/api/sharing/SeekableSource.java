package org.myrmex.api.sharing;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A file of the network that is read from anywhere: what is asked for is fetched first, and verified before it is given. One
 * reader at a time; {@link #close} from any thread ends a read that waits.
 */
@ProviderType
public interface SeekableSource extends AutoCloseable {
    long sizeBytes();

    /**
     * Reads at a place; may block until the source has sent it. Reading on from where the last read ended is fetched ahead.
     *
     * @return bytes read, -1 at the end
     * @throws IOException when no source gives it in time, or all that gave it lied; one line
     */
    int read(long position, ByteBuffer target) throws IOException;

    /** Stops fetching within a second. */
    @Override
    void close();
}
