package org.myrmex.log.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that never grows beyond its share of the disk: when full it becomes {@code myrmex.1.log}, the one before
 * {@code myrmex.2.log}, and the oldest goes. Any thread may append.
 */
final class LogFile implements Closeable {
    static final long MAX_FILE_BYTES = 10L << 20;
    static final int MAX_FILES = 5;

    private final Path folder;
    private final long maxFileBytes;
    private FileChannel channel;
    private long lostLines;

    LogFile(Path folder, long maxFileBytes) {
        this.folder = folder;
        this.maxFileBytes = maxFileBytes;
    }

    /** Appends one entry. A full disk must not stop a peer: the lines are counted and the count is told later. */
    synchronized void append(String entry) {
        // an interrupted thread would close the file under everybody's feet
        boolean interrupted = Thread.interrupted();
        try {
            if (lostLines > 0) {
                write(lostLines + " entries were lost: the log could not be written\n");
                lostLines = 0;
            }
            write(entry);
        } catch (IOException e) {
            lostLines++;
            closeQuietly(); // the next entry opens it anew
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            channel = null;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    Path file(int age) {
        return folder.resolve(age == 0 ? "myrmex.log" : "myrmex." + age + ".log");
    }

    private void write(String entry) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(entry);
        if (channel == null) {
            open();
        }
        if (channel.position() > 0 && channel.position() + bytes.remaining() > maxFileBytes) {
            rotate();
        }
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void rotate() throws IOException {
        close();
        for (int age = MAX_FILES - 1; age > 0; age--) {
            if (Files.exists(file(age - 1))) {
                Files.move(file(age - 1), file(age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        open();
    }

    private void open() throws IOException {
        channel = FileChannel.open(file(0), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.position(channel.size());
    }
}
