package org.myrmex.webdav.internal;

import java.util.Map;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.sharing.Searches;
import org.myrmex.api.sharing.Streams;
import org.myrmex.webdav.network.NetworkTree;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Mounts the network at {@code /dav/network/}. */
@Component(
        service = {},
        immediate = true)
public final class NetworkMount {
    private final BundleContext context;
    private final NetworkTree tree;
    private ServiceRegistration<DavTree> registration;

    @Activate
    public NetworkMount(
            BundleContext context,
            @Reference Searches searches,
            @Reference Streams streams,
            @Reference Tasks tasks,
            @Reference Clock clock) {
        this.context = context;
        tree = new NetworkTree(searches, streams, tasks, clock);
    }

    @Activate
    void start() {
        registration = context.registerService(
                DavTree.class, tree, FrameworkUtil.asDictionary(Map.of(DavTree.NAME, "network")));
    }

    @Deactivate
    void stop() {
        registration.unregister();
        tree.close();
    }
}
