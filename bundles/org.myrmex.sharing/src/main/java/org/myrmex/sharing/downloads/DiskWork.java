package org.myrmex.sharing.downloads;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.myrmex.sharing.disk.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for a disk on behalf of a lane: one work at a time, its outcome back in the lane. Of that lane. */
final class DiskWork {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWork.class);

    private final Executor disk;
    private final Lane lane;
    private final Consumer<IOException> failed;
    private final Deque<Runnable> afterwards = new ArrayDeque<>();
    private boolean busy;

    /** Runs on a thread that may wait; what it returns runs in the lane. */
    @FunctionalInterface
    interface Work {
        Runnable run() throws IOException;
    }

    /** @param failed told in the lane */
    DiskWork(Executor disk, Lane lane, Consumer<IOException> failed) {
        this.disk = disk;
        this.lane = lane;
        this.failed = failed;
    }

    boolean isBusy() {
        return busy;
    }

    /** Begins a work; there must be none under way. */
    void begin(Work work) {
        busy = true;
        try {
            disk.execute(() -> {
                Runnable outcome = outcomeOf(work);
                lane.offer(() -> {
                    busy = false;
                    outcome.run();
                    goOn();
                });
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("a disk task was refused: the platform stops");
            busy = false;
            goOn();
        }
    }

    /** Runs this in the lane when no work is under way and what was said before has been done; now, if so. */
    void afterwards(Runnable task) {
        afterwards.add(task);
        goOn();
    }

    @SuppressWarnings("CatchingUnchecked") // whatever happens, the lane waits for an outcome
    private Runnable outcomeOf(Work work) {
        try {
            return work.run();
        } catch (IOException e) {
            return () -> failed.accept(e);
        } catch (RuntimeException | Error e) {
            LOG.error("a disk task of a download failed; please report it", e);
            return () -> failed.accept(new IOException("a fault of the program, see the log", e));
        }
    }

    private void goOn() {
        while (!busy && !afterwards.isEmpty()) {
            afterwards.poll().run();
        }
    }
}
