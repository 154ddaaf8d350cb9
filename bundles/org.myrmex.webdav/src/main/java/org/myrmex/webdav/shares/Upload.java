package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.webdav.kept.Staged;

/** A file on its way in, beside the place where it will be. */
final class Upload implements AutoCloseable {
    private static final int PIECE_BYTES = 128 << 10;

    private final Folder folder;
    private final String name = Staged.name();
    private boolean kept;

    Upload(Folder folder) {
        this.folder = folder;
    }

    /** Takes a body that says to be empty, which is not all at its end: whoever sends it may be refused there. */
    static void nothing(DavBody body) throws IOException {
        int read = 0;
        while (read == 0) {
            read = body.read(ByteBuffer.allocate(1));
        }
        if (read > 0) {
            throw new IOException("a body is longer than it said");
        }
    }

    /** Takes a body whole and brings it to the disk. */
    void take(DavBody body) throws DavException, IOException {
        ByteBuffer piece =
                ByteBuffer.allocate((int) Math.min(PIECE_BYTES, body.length().orElse(PIECE_BYTES) + 1));
        try (SeekableByteChannel file = folder.create(name)) {
            boolean more = true;
            while (more) {
                more = fill(piece.clear(), body);
                piece.flip();
                while (piece.hasRemaining()) {
                    write(file, piece);
                }
            }
            // an empty file has nothing that could be half there
            if (file instanceof FileChannel channel && channel.position() > 0) {
                channel.force(true);
            }
        }
    }

    /** Bodies come in what the net brings at a time; the disk is asked less often. */
    private static boolean fill(ByteBuffer piece, DavBody body) throws IOException {
        while (piece.hasRemaining()) {
            if (body.read(piece) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void write(SeekableByteChannel file, ByteBuffer piece) throws DavException, IOException {
        try {
            file.write(piece);
        } catch (IOException e) {
            if (Refusals.isFull(e.getMessage())) {
                throw Refusals.full();
            }
            throw e;
        }
    }

    /** Gives it its name, in one step; whatever had it is replaced. */
    void keepAs(String newName) throws IOException {
        folder.rename(name, folder, newName);
        kept = true;
        folder.force();
    }

    @Override
    public void close() throws IOException {
        if (!kept && folder.stat(name).isPresent()) {
            folder.removeFile(name);
        }
    }
}
