package org.myrmex.api.sharing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Downloads of this peer, kept over restarts. Any thread. */
@ProviderType
public interface Downloads {
    /**
     * Starts or joins a download. May block for disk.
     *
     * @throws IOException one line: cause, then what to do; nothing has changed then
     */
    Download start(DownloadRequest request) throws IOException;

    List<Download> list();

    Optional<Download> find(ContentId id);

    /** Where downloads go that name no file; it may not be there yet. */
    Path folder();
}
