package org.myrmex.api.sharing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The own shared folders. Any thread. */
@ProviderType
public interface Shares {
    /**
     * Shares a folder until it is unshared, over restarts too. May block for disk.
     *
     * @throws IOException one line: cause, then what to do; nothing has changed then
     */
    Share add(String name, Path folder) throws IOException;

    /**
     * Ends a share; the files stay where they are.
     *
     * @return whether there was one of that name
     * @throws IOException when the change could not be stored
     */
    boolean remove(String name) throws IOException;

    List<Share> list();
}
