package org.myrmex.webdav.internal;

import java.util.Map;
import java.util.concurrent.Executor;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.webdav.kept.Recovery;
import org.myrmex.webdav.methods.Mounts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mounts every tree that is offered as a service, once what a kill cut off in it is settled. */
@Component(service = MountedTrees.class)
public final class MountedTrees {
    private static final Logger LOG = LoggerFactory.getLogger(MountedTrees.class);

    private final Waiting waiting;
    private final KeptInHome kept;
    private final Executor background;
    private volatile boolean stopped;

    @Activate
    public MountedTrees(@Reference KeptInHome kept, @Reference Tasks tasks) {
        this.kept = kept;
        background = tasks.serial("kept");
        waiting = new Waiting(new Mounts());
    }

    Mounts mounts() {
        return waiting.mounts();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + DavTree.NAME + "=*)")
    public void addTree(DavTree tree, Map<String, Object> properties) {
        String name = String.valueOf(properties.get(DavTree.NAME));
        Recovery recovery = kept.recovery(name, tree);
        recovery.first();
        Mounts.Outcome outcome = waiting.add(name, tree);
        if (outcome == Mounts.Outcome.MOUNTED) {
            background.execute(() -> recovery.then(() -> stopped));
        } else {
            LOG.warn("a tree was not mounted at /dav/: {}; give it another name in {}", outcome, DavTree.NAME);
        }
    }

    public void removeTree(DavTree tree, Map<String, Object> properties) {
        waiting.remove(String.valueOf(properties.get(DavTree.NAME)), tree);
    }

    @Deactivate
    void stop() {
        stopped = true;
    }
}
