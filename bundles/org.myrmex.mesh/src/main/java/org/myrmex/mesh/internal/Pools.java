package org.myrmex.mesh.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The mesh's bounded pools: what computes or blocks stays off the loop. A full pool refuses, and the work is dropped. */
final class Pools implements AutoCloseable {
    /** Signatures, seals, encapsulations. */
    final ExecutorService crypto = pool("crypto", 2, 1_024);
    /** Query responders, which may block 2 s. */
    final ExecutorService responders = pool("responders", 4, 256);
    /** Listeners of answers: one thread, so that they come in order. */
    final ExecutorService answers = pool("answers", 1, 10_000);
    /** Peer sources, and opening doors. */
    final ExecutorService sources = pool("sources", 2, 64);

    private static ExecutorService pool(String name, int threads, int waiting) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, "myrmex-mesh-" + name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        crypto.shutdownNow();
        responders.shutdownNow();
        answers.shutdownNow();
        sources.shutdownNow();
    }
}
