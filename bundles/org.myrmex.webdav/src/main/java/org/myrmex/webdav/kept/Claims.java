package org.myrmex.webdav.kept;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Who changes what at this moment, so that of two changes of one thing the second begins when what hangs on it has followed the first.
 * Whoever claims holds no other claim: no two wait for each other. Any thread.
 */
final class Claims {
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final List<List<String>> held = new ArrayList<>();

    /** Until when somebody who comes now waits at most. */
    static long patience() {
        return System.nanoTime() + MAX_WAIT_NANOS;
    }

    /** Waits until nobody else has a claim that lies in one of these places or around it; empty when that takes too long. */
    synchronized Optional<Claim> take(List<String> places, long untilNanos) {
        while (held.stream().anyMatch(other -> meet(other, places))) {
            long left = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        List<String> mine = List.copyOf(places);
        held.add(mine);
        return Optional.of(() -> release(mine));
    }

    private synchronized void release(List<String> mine) {
        held.removeIf(other -> other == mine);
        notifyAll();
    }

    private static boolean meet(List<String> some, List<String> others) {
        return some.stream().anyMatch(one -> others.stream()
                .anyMatch(other -> (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/")));
    }
}
