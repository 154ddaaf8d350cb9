package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A shared file that is being read, and whether it is still what was hashed. One thread at a time; close from any. */
public final class OpenedFile implements Closeable {
    /** How long a file that looked right is not looked at again: a look costs as much as a tenth of a block. */
    private static final long TRUSTED_MICROS = 1_000_000;

    private final SharedFile file;
    private final FileChannel bytes;
    private long checkedMicros = Long.MIN_VALUE / 2;

    public OpenedFile(SharedFile file) throws IOException {
        this.file = file;
        // A link may have been put in its place after the scan, and lead to what is not shared.
        Path real = file.path().toRealPath();
        if (!real.startsWith(file.folder())) {
            throw new IOException("it leads out of the share");
        }
        bytes = FileChannel.open(real, StandardOpenOption.READ);
    }

    /** Whether it still looks as it did when it was hashed. */
    public boolean isSame(long nowMicros) throws IOException {
        if (nowMicros - checkedMicros < TRUSTED_MICROS) {
            return true;
        }
        checkedMicros = nowMicros;
        return Seen.at(file.path()).equals(file.seen());
    }

    /** Fills the buffer. */
    public void read(ByteBuffer target, long at) throws IOException {
        long from = at;
        while (target.hasRemaining()) {
            int read = bytes.read(target, from);
            if (read < 0) {
                throw new IOException("the file is shorter than it was");
            }
            from += read;
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
