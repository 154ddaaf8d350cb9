package org.myrmex.webdav.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.sharing.Downloads;
import org.myrmex.webdav.downloads.DownloadsTree;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.Sweep;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
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
    private final Sweep sweep;
    private ServiceRegistration<DavTree> registration;

    @Activate
    public DownloadsMount(BundleContext context, @Reference Downloads downloads, @Reference MountedTrees mounted)
            throws IOException {
        this.context = context;
        this.mounted = mounted;
        tree = new DownloadsTree(
                downloads.folder(),
                OwnFolders.of(
                        Optional.ofNullable(context.getProperty("myrmex.home")).map(Path::of)));
        sweep = tree.sweep();
    }

    @Activate
    void start() {
        registration = context.registerService(
                DavTree.class, tree, FrameworkUtil.asDictionary(Map.of(DavTree.NAME, "downloads")));
        mounted.sweepSettled(sweep);
    }

    @Deactivate
    void stop() {
        sweep.stop();
        registration.unregister();
    }
}
