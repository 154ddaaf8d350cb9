package org.myrmex.webdav.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Hit;
import org.myrmex.api.sharing.ShareSearch;

/** What one search has found. Files keep their names and their order; more of them are shown now and then. Any thread. */
final class SearchFolder {
    /** More than a folder can be looked through. */
    static final int MAX_HITS = 1_000;

    /** Clients list a folder several times in a row, and want to see the same. */
    static final long STABLE_MICROS = TimeUnit.SECONDS.toMicros(5);

    /** Between two looks at whether the client has gone. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final String words;
    private final long startedMicros;
    private final ShownNames names = new ShownNames();
    private final Map<ContentId, Found> byId = new LinkedHashMap<>();
    private final Map<String, Found> byName = new LinkedHashMap<>();
    private List<Found> shown = List.of();
    private long shownMicros = Long.MIN_VALUE;
    private Optional<ShareSearch> search = Optional.empty();
    private boolean closed;

    SearchFolder(String words, long startedMicros) {
        this.words = words;
        this.startedMicros = startedMicros;
    }

    String words() {
        return words;
    }

    long startedMicros() {
        return startedMicros;
    }

    /** Says which search fills it. */
    void filledBy(ShareSearch begun) {
        synchronized (this) {
            if (!closed) {
                search = Optional.of(begun);
                return;
            }
        }
        begun.close();
    }

    /** Takes a hit; told on one thread of the platform. */
    void add(Hit hit) {
        boolean full;
        synchronized (this) {
            if (byId.size() < MAX_HITS && !byId.containsKey(hit.id())) {
                Found found = new Found(names.give(hit.name(), hit.id()), hit.id(), hit.sizeBytes());
                byId.put(hit.id(), found);
                byName.put(found.name(), found);
            }
            full = byId.size() == MAX_HITS;
        }
        if (full) {
            close();
        }
    }

    /** Waits until so long after its begin, or until there will be no more, or nobody wants to know. */
    void awaitFirst(long nowMicros, long waitMicros, BooleanSupplier cancelled) throws InterruptedException {
        long left = TimeUnit.MICROSECONDS.toNanos(startedMicros + waitMicros - nowMicros);
        long end = System.nanoTime() + left;
        while (left > 0 && !cancelled.getAsBoolean() && !awaitEnd(Math.min(left, LOOK_NANOS))) {
            left = end - System.nanoTime();
        }
    }

    /** Whether there will be no more; waits so long for that. */
    private synchronized boolean awaitEnd(long nanos) throws InterruptedException {
        if (!closed) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
        return closed;
    }

    /** What is shown now. What was shown before is the begin of it. */
    synchronized List<Found> shown(long nowMicros) {
        if (shownMicros == Long.MIN_VALUE || nowMicros - shownMicros >= STABLE_MICROS) {
            shown = new ArrayList<>(byId.values());
            shownMicros = nowMicros;
        }
        return shown;
    }

    synchronized Optional<Found> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether no more of it turns up, all that was found being shown. */
    synchronized boolean complete() {
        return closed && shown.size() == byId.size();
    }

    /** Wants no more hits; what was found stays. */
    void close() {
        Optional<ShareSearch> ended;
        synchronized (this) {
            closed = true;
            ended = search;
            search = Optional.empty();
            notifyAll();
        }
        ended.ifPresent(ShareSearch::close);
    }
}
