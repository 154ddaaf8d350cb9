package org.myrmex.mesh.internal;

import java.util.concurrent.Executor;

/** The mesh's bounded pools: what computes or blocks stays off the loop. A full pool refuses, and the work is dropped. */
final class Pools implements AutoCloseable {
    /** Signatures, seals, encapsulations. */
    final Pool crypto;
    /** Query responders, which may block 2 s. */
    final Pool responders;
    /** Listeners of answers: one thread, so that they come in order. */
    final Pool answers;
    /** Peer sources, and opening doors. */
    final Pool sources;

    Pools(Maker maker) {
        crypto = maker.make("crypto", 2, 1_024);
        responders = maker.make("responders", 4, 256);
        answers = maker.make("answers", 1, 10_000);
        sources = maker.make("sources", 2, 64);
    }

    /** What runs the jobs of one kind; refuses by {@link java.util.concurrent.RejectedExecutionException}. */
    interface Pool extends Executor, AutoCloseable {
        /** Jobs that wait for their turn. */
        int waiting();

        /** What waits is dropped, what runs is interrupted. */
        @Override
        void close();
    }

    /** Makes a pool. */
    interface Maker {
        /**
         * A pool for jobs of one kind.
         *
         * @param threads jobs that may run at a time
         * @param waiting jobs that may wait
         */
        Pool make(String name, int threads, int waiting);
    }

    @Override
    public void close() {
        crypto.close();
        responders.close();
        answers.close();
        sources.close();
    }
}
