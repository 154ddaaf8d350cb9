package org.myrmex.webdav.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts requests, so that what they use is closed when they are through. Any thread. */
final class UnderWay {
    private int count;

    synchronized void begin() {
        count++;
    }

    synchronized void end() {
        count--;
        notifyAll();
    }

    /** Waits until there are none, but no longer than that. */
    synchronized void await(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (count > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
