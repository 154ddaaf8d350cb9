package org.myrmex.testkit.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myrmex.api.plugin.PluginHome;

/** A home in a folder of the test; counts what is written, and can be read-only. */
public final class FolderHome implements PluginHome {
    private final Path folder;
    private boolean readOnly;
    private int writes;

    public FolderHome(Path folder) {
        this.folder = folder;
    }

    /** Whether writing fails from now on. */
    public void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** Files written so far. */
    public int writes() {
        return writes;
    }

    @Override
    public Path data() throws IOException {
        return Files.createDirectories(folder);
    }

    @Override
    public Path cache() throws IOException {
        return Files.createDirectories(folder.resolve("cache"));
    }

    @Override
    public void write(String name, byte[] bytes) throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
        writes++;
        Files.write(data().resolve(name), bytes);
    }
}
