package org.myrmex.discovery.hostcatcher.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** News of links, in order: what is known of them must stay right even when a pool takes nothing more. Any thread. */
final class News {
    /** News that wait; over it all of them are dropped, and whoever tells them is asked to begin anew. */
    static final int MAX_WAITING = 4096;

    private final Runnable beginAgain;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean isLost;

    /** @param beginAgain asks for all news anew */
    News(Runnable beginAgain) {
        this.beginAgain = beginAgain;
    }

    synchronized void add(Runnable one) {
        if (waiting.size() >= MAX_WAITING) {
            waiting.clear();
            isLost = true;
        }
        waiting.add(one);
    }

    /** Works on all of them. One thread at a time. */
    void work() {
        Optional<Runnable> next = next();
        while (next.isPresent()) {
            next.get().run();
            next = next();
        }
    }

    private synchronized Optional<Runnable> next() {
        if (isLost) {
            isLost = false;
            return Optional.of(beginAgain);
        }
        return Optional.ofNullable(waiting.poll());
    }
}
