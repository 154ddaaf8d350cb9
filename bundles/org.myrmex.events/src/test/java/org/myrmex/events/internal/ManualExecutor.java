package org.myrmex.events.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs what it was given when the test says so. */
final class ManualExecutor implements Executor {
    private final Deque<Runnable> given = new ArrayDeque<>();
    private boolean refuses;

    @Override
    public void execute(Runnable task) {
        if (refuses) {
            throw new RejectedExecutionException("the test wants it so");
        }
        given.add(task);
    }

    void refuse(boolean refusal) {
        refuses = refusal;
    }

    int given() {
        return given.size();
    }

    void runNext() {
        given.remove().run();
    }

    void runAll() {
        while (!given.isEmpty()) {
            runNext();
        }
    }
}
