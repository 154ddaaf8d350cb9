package org.myrmex.sharing.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Download;
import org.myrmex.api.sharing.DownloadRequest;
import org.myrmex.api.sharing.Downloads;
import org.myrmex.sharing.downloads.DownloadEngine;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands out the downloads. They are the peer's, so they outlive the bundle that started them. */
@Component
public final class DownloadsService implements Downloads {
    private final DownloadEngine engine;

    @Activate
    public DownloadsService(@Reference Sharing sharing) {
        engine = sharing.downloads();
    }

    @Override
    public Download start(DownloadRequest request) throws IOException {
        return engine.start(request);
    }

    @Override
    public List<Download> list() {
        return engine.list();
    }

    @Override
    public Optional<Download> find(ContentId id) {
        return engine.find(id);
    }

    @Override
    public Path folder() {
        return engine.folder();
    }
}
