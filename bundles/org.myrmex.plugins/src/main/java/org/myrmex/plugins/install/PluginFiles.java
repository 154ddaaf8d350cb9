package org.myrmex.plugins.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Sighting;
import org.myrmex.plugins.folder.ZipEnd;

/**
 * Reads a file once, into a copy that is named by its hash: what was checked is what is installed, whatever happens to the
 * file meanwhile, and an update that fails finds the bytes before.
 */
final class PluginFiles {
    /** Far larger than any bundle; keeps a film in the wrong folder from being copied. */
    static final long MAX_BYTES = 256L << 20;

    /** Without ZIP64 a jar has at most 65,535 entries; the list is held in memory while it is read. */
    static final long MAX_DIRECTORY_BYTES = 16 << 20;

    private static final byte[] MAGIC = {'P', 'K', 3, 4};
    private static final Reading INCOMPLETE =
            Reading.not(Cause.BEING_COPIED, "it is still being copied", "wait until the copy ends");

    private final Path copies;
    private final JarCheck check;

    PluginFiles(Path copies, JarCheck check) {
        this.copies = copies;
        this.check = check;
    }

    /** Where the bytes with this hash are, if they are still kept. */
    Path copy(String sha256) {
        return copies.resolve(sha256 + ".jar");
    }

    /** Reads the file as it was seen. */
    Reading read(Path file, Sighting seen) {
        Optional<Reading> unfit = unfit(seen);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (!hasMagic(channel)) {
                return Reading.not(
                        Cause.NOT_A_BUNDLE,
                        seen.name() + " is no jar, whatever its name says",
                        "put the jar of a bundle there instead");
            }
            Optional<ZipEnd> end = end(channel);
            if (end.isEmpty()) {
                return INCOMPLETE;
            }
            if (end.get().directorySize() > MAX_DIRECTORY_BYTES) {
                return Reading.not(
                        Cause.NOT_A_BUNDLE,
                        seen.name() + " is no bundle: its list of files is larger than " + (MAX_DIRECTORY_BYTES >> 20)
                                + " MiB",
                        "take it out of the folder");
            }
            return readWhole(channel, file, seen);
        } catch (AccessDeniedException e) {
            return unreadable(seen.name());
        } catch (NoSuchFileException e) {
            return INCOMPLETE; // It is gone; the next look says so.
        } catch (IOException e) {
            return Files.isReadable(file) ? INCOMPLETE : unreadable(seen.name());
        }
    }

    /** Reads again what is kept, for a plugin that ran before. */
    Optional<Candidate> kept(String sha256, String file) {
        Path copy = copy(sha256);
        return Files.isRegularFile(copy)
                ? check.of(copy, new Sighting(file, Sighting.Kind.FILE, 0, 0, ""), sha256)
                        .candidate()
                : Optional.empty();
    }

    /** Deletes all copies but these. */
    void keepOnly(Set<String> sha256) throws IOException {
        if (!Files.isDirectory(copies)) {
            return;
        }
        try (Stream<Path> files = Files.list(copies)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!sha256.contains(name.replaceFirst("\\.jar$", ""))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Optional<Reading> unfit(Sighting seen) {
        String name = seen.name();
        if (seen.kind() == Sighting.Kind.FOLDER) {
            return no(name + " is a folder, not the jar of a bundle");
        }
        if (seen.kind() == Sighting.Kind.OTHER) {
            return no(name + " is no file, or a link that leads to none");
        }
        if (!seen.isJar()) {
            return no(name + " is no jar: its name does not end in .jar");
        }
        if (!name.matches("[^\\p{Cntrl}/\\\\]{1,200}")) {
            return no("the name of " + name + " is too long or has control characters");
        }
        return seen.size() > MAX_BYTES
                ? no(name + " is larger than " + (MAX_BYTES >> 20) + " MiB, and so no bundle")
                : Optional.empty();
    }

    private static Optional<Reading> no(String sentence) {
        return Optional.of(Reading.not(Cause.NOT_A_BUNDLE, sentence, "take it out of the folder"));
    }

    private static Reading unreadable(String name) {
        return Reading.not(Cause.UNREADABLE, name + " cannot be read", "give the peer's user the right to read it");
    }

    /** A jar that is being written has its first bytes early; a file that begins otherwise never becomes one. */
    private static boolean hasMagic(FileChannel channel) throws IOException {
        byte[] start = bytes(channel, 0, (int) Math.min(MAGIC.length, channel.size()));
        for (int i = 0; i < start.length; i++) {
            if (start[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** The record at the end, if the file is whole. */
    private static Optional<ZipEnd> end(FileChannel channel) throws IOException {
        long size = channel.size();
        int tail = (int) Math.min(ZipEnd.MAX_TAIL, size);
        Optional<ZipEnd> end = ZipEnd.read(bytes(channel, size - tail, tail), size);
        if (end.isEmpty() || end.get().directorySize() < 4) {
            return Optional.empty();
        }
        ByteBuffer first = ByteBuffer.wrap(bytes(channel, end.get().directoryOffset(), 4));
        return first.order(ByteOrder.LITTLE_ENDIAN).getInt() == ZipEnd.ENTRY_SIGNATURE ? end : Optional.empty();
    }

    private Reading readWhole(FileChannel channel, Path file, Sighting seen) throws IOException {
        Files.createDirectories(copies);
        Path fresh = Files.createTempFile(copies, ".reading", ".tmp");
        try {
            String sha256 = copy(channel, fresh);
            if (!FolderListing.sighting(file).equals(seen) || Files.size(fresh) != seen.size()) {
                return INCOMPLETE;
            }
            Reading reading = check.of(fresh, seen, sha256);
            if (reading.candidate().isPresent()) {
                Files.move(fresh, copy(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return reading;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String copy(FileChannel from, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            from.position(0);
            for (long total = 0; total <= MAX_BYTES && from.read(buffer.clear()) >= 0; total += buffer.position()) {
                sha256.update(buffer.array(), 0, buffer.position());
                out.write(buffer.array(), 0, buffer.position());
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(FileChannel channel, long offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
            // until it is full or the file ends
        }
        return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** The bytes with this hash. */
    InputStream open(String sha256) throws IOException {
        return Files.newInputStream(copy(sha256));
    }
}
