package org.myrmex.mesh.internal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/** A pool whose jobs are run by whoever steps it, one after the other. One thread. */
final class StepPool implements Pools.Pool {
    private final int cap;
    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private boolean closed;

    StepPool(int cap) {
        this.cap = cap;
    }

    @Override
    public void execute(Runnable job) {
        if (closed || jobs.size() >= cap) {
            throw new RejectedExecutionException();
        }
        jobs.add(job);
    }

    @Override
    public int waiting() {
        return jobs.size();
    }

    void step() {
        jobs.remove().run();
    }

    @Override
    public void close() {
        closed = true;
        jobs.clear();
    }
}
