package org.myrmex.webdav.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.sharing.Shares;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;
import org.myrmex.webdav.shares.Sweep;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
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
    private final Sweep sweep;
    private ServiceRegistration<DavTree> registration;

    @Activate
    public SharesMount(BundleContext context, @Reference Shares shares, @Reference MountedTrees mounted)
            throws IOException {
        this.context = context;
        this.mounted = mounted;
        tree = new SharesTree(
                shares,
                OwnFolders.of(
                        Optional.ofNullable(context.getProperty("myrmex.home")).map(Path::of)));
        sweep = tree.sweep();
    }

    @Activate
    void start() {
        registration = context.registerService(
                DavTree.class, tree, FrameworkUtil.asDictionary(Map.of(DavTree.NAME, "shares")));
        mounted.sweepSettled(sweep);
    }

    @Deactivate
    void stop() {
        sweep.stop();
        registration.unregister();
    }
}
