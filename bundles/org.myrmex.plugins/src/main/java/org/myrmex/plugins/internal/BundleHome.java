package org.myrmex.plugins.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.myrmex.api.plugin.PluginHome;

/** Files of one bundle, readable by the owner of the peer alone. */
final class BundleHome implements PluginHome {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path data;
    private final Path cache;

    BundleHome(Path home, String bundle) {
        data = home.resolve("data").resolve(bundle);
        cache = home.resolve("cache").resolve(bundle);
    }

    @Override
    public Path data() throws IOException {
        return folder(data);
    }

    @Override
    public Path cache() throws IOException {
        return folder(cache);
    }

    /** One writer at a time: the temporary file has a fixed name, so that a crash leaves one of them and not a heap. */
    @Override
    public synchronized void write(String name, byte[] bytes) throws IOException {
        if (!name.matches("[\\w-][\\w.-]{0,99}")) {
            throw new IllegalArgumentException("a file name has 1 to 100 letters, digits, '.', '_' or '-': " + name);
        }
        Path folder = data();
        Path fresh = folder.resolve("." + name + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.<OpenOption>of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                mode("rw-------"))) {
            for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (POSIX) {
            // The rename itself is in the folder: without this a power cut may bring the old name back, or none.
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static Path folder(Path path) throws IOException {
        return Files.createDirectories(path, mode("rwx------"));
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
