package org.myrmex.http.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What waits for one client, in order. When it is full, what comes is counted instead of kept, and the client is told the
 * number in the place where they are missing. One thread at a time.
 */
final class Backlog {
    /** Events that wait. */
    static final int MAX_EVENTS = 1_000;
    /** Bytes that wait. */
    static final int MAX_BYTES = 1 << 20;

    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private long lost;

    /** False when it is lost. */
    boolean offer(byte[] event) {
        if (waiting.size() >= MAX_EVENTS || bytes + event.length > MAX_BYTES) {
            lost++;
            return false;
        }
        if (lost > 0) {
            add(EventText.lost(lost));
            lost = 0;
        }
        add(event);
        return true;
    }

    Optional<byte[]> next() {
        byte[] next = waiting.poll();
        if (next != null) {
            bytes -= next.length;
            return Optional.of(next);
        }
        if (lost > 0) {
            byte[] notice = EventText.lost(lost);
            lost = 0;
            return Optional.of(notice);
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && lost == 0;
    }

    private void add(byte[] event) {
        waiting.add(event);
        bytes += event.length;
    }
}
