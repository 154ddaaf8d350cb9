package org.myrmex.sharing.shares;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.myrmex.api.sharing.ContentId;

/** Writes the leaves of a file that is being hashed. Whatever goes wrong, hashing goes on. One thread at a time. */
final class LeafWriter implements Consumer<byte[]>, Closeable {
    private final LeafStore store;
    private final long expectedBytes;
    private Path path;
    private OutputStream out;
    private long missingBytes;

    /** @param expectedBytes all leaves of the file; 0 to write none */
    LeafWriter(LeafStore store, long expectedBytes) {
        this.store = store;
        this.expectedBytes = expectedBytes;
        missingBytes = expectedBytes;
    }

    /** Writes nothing. */
    static LeafWriter none() {
        return new LeafWriter(null, 0);
    }

    /** Takes the leaves of the next run. */
    @Override
    public void accept(byte[] leaves) {
        missingBytes -= leaves.length;
        if (missingBytes < 0) {
            // The file grew, nobody knows how far; it is hashed again.
            close();
            return;
        }
        try {
            if (path == null) {
                path = store.unfinished();
                out = Files.newOutputStream(path);
            }
            out.write(leaves);
        } catch (IOException e) {
            store.complain(e);
            missingBytes = -1;
            close();
        }
    }

    /** After the last run. */
    void keep(ContentId id) {
        if (path == null || missingBytes != 0) {
            return;
        }
        try {
            out.close();
            store.keep(path, id, expectedBytes);
            path = null;
        } catch (IOException e) {
            store.complain(e);
        }
    }

    /** Removes what is not kept. */
    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            store.complain(e);
        } finally {
            path = null;
        }
    }
}
