package org.myrmex.http.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/** One line in a file of the home: whole or not at all, for its owner alone. */
final class OwnerFile {
    private static final int MAX_BYTES = 4_096;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path file;

    OwnerFile(Path file) {
        this.file = file;
    }

    /** One in {@code run/}, where it is only while the peer runs. */
    static OwnerFile run(Path home, String name) {
        return new OwnerFile(home.resolve("run").resolve(name));
    }

    Path path() {
        return file;
    }

    /** Its line; empty when it is not there, or is what a power cut left of it. */
    Optional<String> read() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException(file + " is too long for one line");
            }
            return Optional.of(Files.readString(file).strip()).filter(line -> !line.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Its line; made and written where there is none yet. */
    String lasting(Supplier<String> fresh) throws IOException {
        Optional<String> kept = read();
        if (kept.isPresent()) {
            close();
            return kept.get();
        }
        String line = fresh.get();
        write(line);
        return line;
    }

    /** Takes it from everybody else, should somebody have opened it up. */
    void close() throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    void write(String line) throws IOException {
        Files.createDirectories(file.getParent(), mode("rwx------"));
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, mode("rw-------"));
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            for (ByteBuffer rest = StandardCharsets.UTF_8.encode(line + "\n"); rest.hasRemaining(); ) {
                out.write(rest);
            }
            // A secret that clients have stored must be the same after a power cut.
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
