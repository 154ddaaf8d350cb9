package org.myrmex.plugins.install;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the folder is looked at: when somebody says that it changed, when a file is due, and every 2 s anyway. */
final class FolderLoop implements AutoCloseable {
    /** For file systems that tell nobody of changes. */
    static final Duration SLOW_LOOK = Duration.ofSeconds(2);

    /** Between the first of a crowd of changes and the look: a copy of many writes is one change. */
    private static final Duration CROWD = Duration.ofMillis(5);

    private static final Duration SOON = Duration.ofMillis(300);

    private static final Duration UNTIL_UP = Duration.ofMillis(20);
    /** A peer that is not up by then has other troubles; the folder may hold what ends them. */
    private static final long MAX_UNTIL_UP_MICROS = 20_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(FolderLoop.class);

    private final DropFolder folder;
    private final Tasks tasks;
    private final Executor lane;
    private final LongSupplier nowMicros;
    private final Runnable looked;
    private final FolderWatch watch;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final long madeMicros;
    private volatile boolean closed;
    private Registration slow = () -> {};
    private Registration due = () -> {};

    /** @param looked called on the lane after each look */
    FolderLoop(DropFolder folder, Tasks tasks, Executor lane, LongSupplier nowMicros, Runnable looked) {
        this.folder = folder;
        this.tasks = tasks;
        this.lane = lane;
        this.nowMicros = nowMicros;
        this.looked = looked;
        this.madeMicros = nowMicros.getAsLong();
        this.watch = new FolderWatch(folder.folder(), this::changed);
    }

    /** Begins once the peer is up. */
    void start(BooleanSupplier isUp) {
        if (isUp.getAsBoolean() || nowMicros.getAsLong() - madeMicros > MAX_UNTIL_UP_MICROS) {
            lane.execute(() -> look(true));
            slow = tasks.every(SLOW_LOOK, () -> lane.execute(() -> look(false)));
        } else if (!closed) {
            due = tasks.after(UNTIL_UP, () -> start(isUp));
        }
    }

    /** Does something in a moment, on a thread that nobody waits for. */
    void soon(Runnable work) {
        try {
            tasks.after(SOON, work);
        } catch (RejectedExecutionException e) {
            LOG.trace("it is not done while the peer stops");
        }
    }

    /** Does something on the lane and waits for it. */
    <T> T call(Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        lane.execute(() -> complete(result, work));
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception known ? known : e;
        }
    }

    /** Applies the folder although no file changed: something else did. */
    void applyAgain() {
        lane.execute(() -> look(true));
    }

    @Override
    public void close() {
        closed = true;
        slow.close();
        due.close();
        watch.close();
    }

    void changed() {
        if (changed.compareAndSet(false, true)) {
            try {
                tasks.after(CROWD, () -> lane.execute(() -> look(false)));
            } catch (RejectedExecutionException e) {
                LOG.trace("the plugins folder changes while the peer stops");
            }
        }
    }

    private void look(boolean again) {
        if (closed) {
            return;
        }
        changed.set(false);
        try {
            folder.look(again);
            watch.ensure(tasks.pool("watch", 1));
            looked.run();
            due.close();
            OptionalLong next = folder.nextMicros();
            if (next.isPresent()) {
                long micros = Math.max(1_000, next.getAsLong() - nowMicros.getAsLong());
                due = tasks.after(Duration.ofNanos(micros * 1_000), () -> lane.execute(() -> look(false)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            LOG.trace("the plugins folder is not looked at any more");
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is, somebody waits for it
    private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
        try {
            result.complete(work.call());
        } catch (Exception | LinkageError e) {
            result.completeExceptionally(e);
        }
    }
}
