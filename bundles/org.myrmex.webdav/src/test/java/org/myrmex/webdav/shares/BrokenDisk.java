package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** What is opened on a disk that takes nothing, with the reason that the system gives. */
final class BrokenDisk extends FileChannel {
    private final String reason;

    BrokenDisk(String reason) {
        this.reason = reason;
    }

    private IOException failed() {
        return new IOException(reason);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        throw failed();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        throw failed();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        throw failed();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        throw failed();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        throw failed();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        throw failed();
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        throw failed();
    }

    @Override
    public long position() throws IOException {
        throw failed();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        throw failed();
    }

    @Override
    public long size() throws IOException {
        throw failed();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        throw failed();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        throw failed();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        throw failed();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        throw failed();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        throw failed();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        throw failed();
    }

    @Override
    protected void implCloseChannel() {
        // nothing is held
    }
}
