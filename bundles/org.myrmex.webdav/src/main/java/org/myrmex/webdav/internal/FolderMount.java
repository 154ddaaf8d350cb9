package org.myrmex.webdav.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.sharing.Download;
import org.myrmex.api.sharing.Downloads;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.Sweep;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** A tree of folders on the disk as a service, and the sweep of what a crash left in them. */
final class FolderMount {
    private final ServiceRegistration<DavTree> registration;
    private final Sweep sweep;

    /** @param name below which it is mounted */
    FolderMount(BundleContext context, MountedTrees mounted, String name, DavTree tree, Sweep sweep) {
        this.sweep = sweep;
        registration =
                context.registerService(DavTree.class, tree, FrameworkUtil.asDictionary(Map.of(DavTree.NAME, name)));
        mounted.sweepSettled(sweep);
    }

    void stop() {
        sweep.stop();
        registration.unregister();
    }

    /** Those of the peer whose bundle this is. */
    static OwnFolders ownFolders(BundleContext context) throws IOException {
        return OwnFolders.of(
                Optional.ofNullable(context.getProperty("myrmex.home")).map(Path::of));
    }

    /** Where downloads will put their files, also those that wait for room or a right. What was cancelled has no claim on its folder. */
    static List<Path> arriving(Downloads downloads) {
        return downloads.list().stream()
                .filter(download -> !download.state().ended() || download.state() == Download.State.FAILED)
                .map(Download::target)
                .toList();
    }
}
