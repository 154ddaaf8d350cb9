package org.myrmex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The one folder that a peer owns. */
public record Home(Path root) {
    Path conf() {
        return root.resolve("conf");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path run() {
        return root.resolve("run");
    }

    Path lockFile() {
        return run().resolve("lock");
    }

    Path pidFile() {
        return run().resolve("pid");
    }

    /** Written by the http bundle once it listens: the base address of the API. */
    Path httpFile() {
        return run().resolve("http");
    }

    /** Written by the http bundle: what a command must show to be heard. */
    Path tokenFile() {
        return run().resolve("token");
    }

    /** Written by the https bundle: by what the peer is known where it answers over TLS. */
    Path certificateFile() {
        return root.resolve("data").resolve("org.myrmex.https").resolve("certificate.pem");
    }

    Path frameworkCache() {
        return root.resolve("cache").resolve("framework");
    }

    /** Makes the folders that a peer expects. Those that tell about the person are the owner's alone. */
    public void create() throws Refusal {
        try {
            for (String shared : List.of("conf", "plugins", "cache", "downloads")) {
                createFolder(root.resolve(shared));
            }
            for (Path secret : List.of(root.resolve("data"), logs(), run())) {
                createFolder(secret);
                if (Files.getFileAttributeView(secret, PosixFileAttributeView.class) != null) {
                    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw notWritable(root);
        }
    }

    /** A link to a folder is as good as a folder; {@link Files#createDirectories} alone refuses it. */
    private static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    static Refusal notWritable(Path folder) {
        return Refusal.failed("cannot write to " + folder, "choose a folder that you may write to with --home DIR");
    }
}
