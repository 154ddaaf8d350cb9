package org.myrmex.webdav.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.webdav.kept.NotKeptException;
import org.myrmex.webdav.kept.Recovery;
import org.myrmex.webdav.methods.Mounts;
import org.myrmex.webdav.shares.Sweep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mounts every tree that is offered as a service, once what a kill cut off in it is settled: by the first request, or a second after
 * the start, so that the start waits for no disk.
 */
@Component(service = MountedTrees.class)
public final class MountedTrees {
    private static final Logger LOG = LoggerFactory.getLogger(MountedTrees.class);
    private static final Duration AFTER_START = Duration.ofSeconds(1);

    private final Waiting waiting = new Waiting(new Mounts());
    private final Map<DavTree, String> unsettled = new LinkedHashMap<>();
    /** Held while files are looked at; who offers a tree, or takes one back, waits for no disk. */
    private final Object settling = new Object();

    private final KeptInHome kept;
    private final Tasks tasks;
    private final Executor background;
    private volatile boolean allSettled = true;
    private volatile boolean stopped;

    @Activate
    public MountedTrees(@Reference KeptInHome kept, @Reference Tasks tasks) {
        this.kept = kept;
        this.tasks = tasks;
        background = tasks.serial("kept");
    }

    Mounts mounts() {
        return waiting.mounts();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + DavTree.NAME + "=*)")
    public void addTree(DavTree tree, Map<String, Object> properties) {
        offer(tree, String.valueOf(properties.get(DavTree.NAME)));
    }

    private void offer(DavTree tree, String name) {
        synchronized (unsettled) {
            unsettled.put(tree, name);
            allSettled = false;
        }
        afterSettling(() -> {});
    }

    public void removeTree(DavTree tree, Map<String, Object> properties) {
        String name = String.valueOf(properties.get(DavTree.NAME));
        Optional<DavTree> next;
        synchronized (unsettled) {
            unsettled.remove(tree);
            next = waiting.remove(name, tree);
        }
        next.ifPresent(follower -> offer(follower, name));
    }

    /**
     * Mounts what was offered since the last time. Nobody is answered before.
     *
     * @throws NotKeptException when what is kept cannot be read; the next one who asks tries again
     */
    void settle() {
        if (allSettled || stopped) {
            return;
        }
        synchronized (settling) {
            for (Optional<Map.Entry<DavTree, String>> next = next(); next.isPresent(); next = next()) {
                mount(next.get().getValue(), next.get().getKey());
            }
        }
    }

    private Optional<Map.Entry<DavTree, String>> next() {
        synchronized (unsettled) {
            allSettled = unsettled.isEmpty();
            return unsettled.entrySet().stream().findFirst().map(Map.Entry::copyOf);
        }
    }

    private void mount(String name, DavTree tree) {
        boolean free = waiting.isFree(name);
        Optional<Recovery> recovery = settled(name, tree, free);
        Mounts.Outcome outcome;
        synchronized (unsettled) {
            if (waiting.isFree(name) != free || !unsettled.remove(tree, name)) {
                // another one went meanwhile, so it is this one's turn, or it went itself
                return;
            }
            outcome = waiting.add(name, tree);
        }
        if (outcome == Mounts.Outcome.MOUNTED) {
            recovery.ifPresent(made -> background.execute(() -> sweep(made)));
        } else {
            LOG.warn("a tree was not mounted at /dav/: {}; give it another name in {}", outcome, DavTree.NAME);
        }
    }

    /** Whatever fails in a tree, it is served: an exception would end in a log, with the path of whoever asked first. */
    private Optional<Recovery> settled(String name, DavTree tree, boolean free) {
        try {
            Recovery recovery = kept.recovery(name, tree);
            if (free) {
                recovery.first();
            }
            return Optional.of(recovery);
        } catch (NotKeptException e) {
            // nobody knows what was cut off: half of a change would be served as if it were whole
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "what a kill may have cut off in a tree waits for the next start: {}",
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    private void sweep(Recovery recovery) {
        try {
            recovery.then(() -> stopped);
        } catch (RuntimeException e) {
            LOG.debug("what is kept of files that are gone stays until the next start: {}", e.getClass());
        }
    }

    /** Sweeps in the background, behind all that a kill left to be settled. What could not be settled is spared. */
    void sweepSettled(Sweep sweep) {
        afterSettling(() -> sweep.run(kept::left, kept::mayBeOpenIn));
    }

    private void afterSettling(Runnable task) {
        Runnable settled = () -> {
            try {
                settle();
            } catch (NotKeptException e) {
                LOG.debug("what is kept cannot be read just now; the next request looks again");
            }
            task.run();
        };
        tasks.after(AFTER_START, () -> background.execute(settled));
    }

    @Deactivate
    void stop() {
        stopped = true;
    }
}
