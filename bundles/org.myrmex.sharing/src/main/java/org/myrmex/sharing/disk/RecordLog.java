package org.myrmex.sharing.disk;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A file that only grows: a header, then records of length(4) ‖ CRC-32(4) ‖ bytes. A crash tears at most the records that
 * were not forced; the torn end is cut off when the file is opened. One thread at a time.
 */
public final class RecordLog implements Closeable {
    /** The tree of a file of 1 TiB is 8 MiB. */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    private static final int HEAD = 8;

    private final FileChannel file;

    private RecordLog(FileChannel file) {
        this.file = file;
    }

    /** Takes a record; false: it makes no sense, so that it and what follows is cut off. */
    @FunctionalInterface
    public interface Reader {
        boolean record(ByteBuffer record) throws IOException;
    }

    /** Opens or makes a log; one with another header is begun anew. */
    public static RecordLog open(Path path, byte[] header, Reader reader) throws IOException {
        long sound = Files.exists(path) ? read(path, header, reader) : 0;
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            file.truncate(sound);
            file.position(sound);
            if (sound == 0) {
                write(file, ByteBuffer.wrap(header));
            }
            return new RecordLog(file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Reads what is sound.
     *
     * @return where the sound part ends; 0 when the header is another one
     */
    public static long read(Path path, byte[] header, Reader reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                DataInputStream data = new DataInputStream(in)) {
            if (!Arrays.equals(data.readNBytes(header.length), header)) {
                return 0;
            }
            long end = header.length;
            while (true) {
                byte[] record = next(data);
                if (record.length == 0 || !reader.record(ByteBuffer.wrap(record))) {
                    return end;
                }
                end += HEAD + record.length;
            }
        }
    }

    public void append(ByteBuffer record) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(record.duplicate());
        ByteBuffer whole = ByteBuffer.allocate(HEAD + record.remaining())
                .putInt(record.remaining())
                .putInt((int) crc.getValue())
                .put(record.duplicate());
        write(file, whole.flip());
    }

    /** Returns when the disk has it. */
    public void force() throws IOException {
        file.force(false);
    }

    public long sizeBytes() throws IOException {
        return file.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The next sound record, or nothing. */
    private static byte[] next(DataInputStream data) throws IOException {
        try {
            int length = data.readInt();
            int expected = data.readInt();
            if (length < 1 || length > MAX_RECORD_BYTES) {
                return new byte[0];
            }
            byte[] record = data.readNBytes(length);
            CRC32 crc = new CRC32();
            crc.update(record);
            return record.length == length && (int) crc.getValue() == expected ? record : new byte[0];
        } catch (EOFException e) {
            return new byte[0];
        }
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
