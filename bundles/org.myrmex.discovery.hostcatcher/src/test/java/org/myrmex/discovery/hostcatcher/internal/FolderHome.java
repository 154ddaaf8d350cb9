package org.myrmex.discovery.hostcatcher.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myrmex.api.plugin.PluginHome;

/** A home in a folder of the test; counts what is written, and can be read-only. */
final class FolderHome implements PluginHome {
    private final Path folder;
    private boolean readOnly;
    private int writes;

    FolderHome(Path folder) {
        this.folder = folder;
    }

    void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    int writes() {
        return writes;
    }

    @Override
    public Path data() {
        return folder;
    }

    @Override
    public Path cache() {
        return folder;
    }

    @Override
    public void write(String name, byte[] bytes) throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
        writes++;
        Files.write(folder.resolve(name), bytes);
    }
}
