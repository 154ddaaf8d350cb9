package org.myrmex.plugins.install;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Runs the code of plugins, which may hang, on threads that nobody else waits for; or waits, but not for ever. */
final class Starts {
    /** Bundles that start at once; so many hanging ones, and no other starts. */
    static final int MAX_AT_ONCE = 32;

    /** A bundle that does not stop within this time is left as it is. */
    static final long STOP_SECONDS = 10;

    private final Executor pool;
    private final Map<Bundle, Thread> running = new ConcurrentHashMap<>();

    /** @param pool of {@link #MAX_AT_ONCE} threads */
    Starts(Executor pool) {
        this.pool = pool;
    }

    /** Something that the framework does and that runs a plugin's code. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** @param ended called on a thread of the pool, with what went wrong, if so */
    void start(Bundle bundle, Consumer<Optional<Throwable>> ended) {
        try {
            pool.execute(() -> ended.accept(run(bundle)));
        } catch (RejectedExecutionException e) {
            ended.accept(Optional.of(e));
        }
    }

    /** For an activator that hangs in something that listens to it. */
    void interrupt(Bundle bundle) {
        Thread thread = running.get(bundle);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits for a step that stops a bundle. */
    void within(Step step) throws BundleException, InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        pool.execute(() -> complete(done, step));
        try {
            done.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new BundleException("it does not stop within " + STOP_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BundleException known
                    ? known
                    : new BundleException(String.valueOf(e.getCause().getMessage()), e.getCause());
        }
    }

    @SuppressWarnings("CatchingUnchecked") // an activator is anybody's code
    private Optional<Throwable> run(Bundle bundle) {
        running.put(bundle, Thread.currentThread());
        try {
            bundle.start();
            return Optional.empty();
        } catch (BundleException | RuntimeException | LinkageError e) {
            return Optional.of(e);
        } finally {
            running.remove(bundle);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, somebody waits for it
    private static void complete(CompletableFuture<Void> done, Step step) {
        try {
            step.run();
            done.complete(null);
        } catch (Exception | LinkageError e) {
            done.completeExceptionally(e);
        }
    }
}
