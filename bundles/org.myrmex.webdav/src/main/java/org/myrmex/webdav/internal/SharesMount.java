package org.myrmex.webdav.internal;

import java.io.IOException;
import org.myrmex.api.sharing.Downloads;
import org.myrmex.api.sharing.Shares;
import org.myrmex.webdav.shares.SharesTree;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Mounts the own shares at {@code /dav/shares/}. */
@Component(
        service = {},
        immediate = true)
public final class SharesMount {
    private final BundleContext context;
    private final MountedTrees mounted;
    private final SharesTree tree;
    private FolderMount mount;

    @Activate
    public SharesMount(
            BundleContext context,
            @Reference Shares shares,
            @Reference Downloads downloads,
            @Reference MountedTrees mounted)
            throws IOException {
        this.context = context;
        this.mounted = mounted;
        tree = new SharesTree(shares::list, FolderMount.ownFolders(context), () -> FolderMount.arriving(downloads));
    }

    @Activate
    void start() {
        mount = new FolderMount(context, mounted, "shares", tree, tree.sweep());
    }

    @Deactivate
    void stop() {
        mount.stop();
    }
}
