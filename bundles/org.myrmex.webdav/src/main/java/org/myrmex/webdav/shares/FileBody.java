package org.myrmex.webdav.shares;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.OptionalLong;
import org.myrmex.api.dav.DavBody;

/** Part of a file that is held open. */
final class FileBody implements DavBody {
    private final SeekableByteChannel channel;
    private final long length;
    private long left;

    /**
     * Opens what is known to be a file.
     *
     * @param offset first byte
     * @param length bytes, -1 to the end
     */
    static FileBody open(Folder folder, String name, long offset, long length) throws IOException {
        SeekableByteChannel channel = folder.read(name);
        try {
            long size = channel.size();
            if (offset > 0) {
                channel.position(Math.min(offset, size));
            }
            long rest = Math.max(0, size - offset);
            return new FileBody(channel, length < 0 ? rest : Math.min(rest, length));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** @param length bytes from where the channel stands */
    private FileBody(SeekableByteChannel channel, long length) {
        this.channel = channel;
        this.length = length;
        this.left = length;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + left));
        int read = channel.read(target);
        target.limit(limit);
        if (read < 0) {
            throw new IOException("the file became shorter while it was read");
        }
        left -= read;
        return read;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
