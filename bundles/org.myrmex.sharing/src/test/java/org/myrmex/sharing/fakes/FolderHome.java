package org.myrmex.sharing.fakes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myrmex.api.plugin.PluginHome;

/** A folder of the test as the bundle's own. */
public final class FolderHome implements PluginHome {
    private final Path folder;

    public FolderHome(Path folder) {
        this.folder = folder;
    }

    @Override
    public Path data() throws IOException {
        return Files.createDirectories(folder.resolve("data"));
    }

    @Override
    public Path cache() throws IOException {
        return Files.createDirectories(folder.resolve("cache"));
    }

    @Override
    public void write(String name, byte[] bytes) throws IOException {
        Files.write(data().resolve(name), bytes);
    }
}
