package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The {@code plugins} folder of a running peer, used as a file manager uses it. */
record DropFolder(Path folder) {
    static DropFolder of(TestPeer peer) {
        return new DropFolder(peer.home().resolve("plugins"));
    }

    /** Copies a jar in, or over the one of that name. */
    void put(String file, Path jar) throws IOException {
        Files.copy(jar, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    void remove(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }
}
