package org.myrmex.webdav.internal;

import java.io.IOException;
import org.myrmex.api.sharing.Downloads;
import org.myrmex.webdav.downloads.DownloadsTree;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Mounts the download folder at {@code /dav/downloads/}. */
@Component(
        service = {},
        immediate = true)
public final class DownloadsMount {
    private final BundleContext context;
    private final MountedTrees mounted;
    private final DownloadsTree tree;
    private FolderMount mount;

    @Activate
    public DownloadsMount(BundleContext context, @Reference Downloads downloads, @Reference MountedTrees mounted)
            throws IOException {
        this.context = context;
        this.mounted = mounted;
        tree = new DownloadsTree(
                downloads.folder(), FolderMount.ownFolders(context), () -> FolderMount.arriving(downloads));
    }

    @Activate
    void start() {
        mount = new FolderMount(context, mounted, "downloads", tree, tree.sweep());
    }

    @Deactivate
    void stop() {
        mount.stop();
    }
}
