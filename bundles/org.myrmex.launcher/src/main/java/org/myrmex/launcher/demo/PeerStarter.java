package org.myrmex.launcher.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.myrmex.launcher.Distribution;
import org.myrmex.launcher.Feature;
import org.myrmex.launcher.Refusal;

/** Starts peers, as many at a time as there are processors for. */
final class PeerStarter {
    private static final int MAX_THREADS = 4;

    private final Path root;
    private final ExecutorService pool = Executors.newFixedThreadPool(
            Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()), PeerStarter::thread);

    PeerStarter(Path root) {
        this.root = root;
    }

    /**
     * Returns when all have started, or one has not.
     *
     * @param withHttp the one that a person will speak to
     * @param started told of each from several threads
     */
    void start(Distribution distribution, List<String> nodes, String withHttp, BiConsumer<String, DemoPeer> started)
            throws Refusal, InterruptedException {
        Feature.Verified whole = distribution.feature("demo");
        Feature.Verified withoutHttp = withoutHttp(whole);
        List<Future<?>> starts = new ArrayList<>();
        for (String node : nodes) {
            Feature.Verified feature = node.equals(withHttp) ? whole : withoutHttp;
            starts.add(pool.submit(() -> {
                started.accept(node, DemoPeer.start(node, root.resolve(node), distribution.version(), feature));
                return node;
            }));
        }
        try {
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new IllegalStateException("a peer does not start", e.getCause());
        }
    }

    /** Starts nothing any more; those that are just starting stop again. */
    void stop(long limitMillis) throws InterruptedException {
        pool.shutdownNow();
        pool.awaitTermination(limitMillis, TimeUnit.MILLISECONDS);
    }

    /** Twelve servers that nobody asks anything would only cost memory; the demonstration speaks to peers directly. */
    private static Feature.Verified withoutHttp(Feature.Verified feature) {
        List<Path> jars = new ArrayList<>();
        for (int i = 0; i < feature.jars().size(); i++) {
            String artifact = feature.feature().bundles().get(i).id().artifact();
            if (!isHttp(artifact)) {
                jars.add(feature.jars().get(i));
            }
        }
        return new Feature.Verified(feature.feature(), List.copyOf(jars));
    }

    private static boolean isHttp(String artifact) {
        return artifact.equals("org.myrmex.http")
                || artifact.startsWith("org.apache.felix.http.")
                || artifact.startsWith("commons-");
    }

    private static Thread thread(Runnable job) {
        Thread thread = new Thread(job, "myrmex-demo-start");
        thread.setDaemon(true);
        return thread;
    }
}
