package org.myrmex.api.plugin;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Where a bundle keeps its files. One instance a bundle. Any thread; may block for disk. */
@ProviderType
public interface PluginHome {
    /**
     * The bundle's own folder, {@code data/<symbolic name>/}, made if need be.
     *
     * @throws IOException when it cannot be made
     */
    Path data() throws IOException;

    /**
     * A folder that may vanish at any time, {@code cache/<symbolic name>/}.
     *
     * @throws IOException when it cannot be made
     */
    Path cache() throws IOException;

    /**
     * Replaces a file of {@link #data} so that a reader, or the next start after a crash, sees the old bytes or the new.
     *
     * @param name file name without a path
     */
    void write(String name, byte[] bytes) throws IOException;
}
