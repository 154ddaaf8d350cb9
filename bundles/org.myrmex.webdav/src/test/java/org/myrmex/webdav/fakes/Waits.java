package org.myrmex.webdav.fakes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tells who waits by what threads do, so that a test is right on a slow machine, too. */
public final class Waits {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String CLAIMS = "org.myrmex.webdav.kept.Claims";

    private Waits() {}

    /** Whether somebody waits until it is his turn to change something, before something is done. */
    public static boolean forATurn(CompletableFuture<?> done) {
        long until = System.nanoTime() + LIMIT_NANOS;
        while (!done.isDone()) {
            if (Thread.getAllStackTraces().entrySet().stream()
                    .anyMatch(thread -> thread.getKey().getState() == Thread.State.TIMED_WAITING
                            && Stream.of(thread.getValue())
                                    .anyMatch(call -> call.getClassName().equals(CLAIMS)))) {
                return true;
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("neither done nor waiting");
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
