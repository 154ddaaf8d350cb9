package org.myrmex.webdav.lock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The locks there are. One that is over counts as absent at once, whenever it is swept. Any thread; times in microseconds since
 * 1970.
 */
public final class LockTable {
    /** Locks in all. */
    public static final int MAX_LOCKS = 10_000;

    /** Characters of them all: a hundred times what people lock, and what a small heap can spare; paths may be long. */
    static final int MAX_CHARS = 16 << 20;

    /** Those of one principal, so that one who takes all he can get leaves some. */
    public static final int MAX_OF_PRINCIPAL = 8_000;

    /** Shared locks on one place: each write looks at all of them. */
    public static final int MAX_ON_PLACE = 64;

    /** Swept at a time, since each may cost the store something and whoever comes next waits for it. */
    private static final int MAX_SWEPT = 64;

    /** Stands in no place, and before every character that does: the locks on a place lie together, before what lies below it. */
    private static final char END = '\0';

    private final LockStore store;
    private final TreeMap<String, Lock> byToken = new TreeMap<>();
    private final TreeMap<String, Lock> byPlace = new TreeMap<>();
    private final TreeSet<Lock> byEnd =
            new TreeSet<>(Comparator.comparingLong(Lock::expiresMicros).thenComparing(Lock::token));
    private final TreeMap<String, Integer> ofPrincipal = new TreeMap<>();
    private final Deque<Lock> overdue = new ArrayDeque<>();
    private int chars;

    public LockTable(LockStore store) {
        this.store = store;
        store.all().forEach(this::enter);
    }

    public synchronized boolean isEmpty() {
        return byToken.isEmpty();
    }

    /** Whether no lock is over whose going is still to be seen to. */
    public synchronized boolean isQuiet(long nowMicros) {
        return overdue.isEmpty() && (byEnd.isEmpty() || !byEnd.first().isOver(nowMicros));
    }

    /** Grants a lock unless others stand against it. */
    public synchronized Grant grant(Lock wanted, long nowMicros) {
        sweep(nowMicros);
        List<Lock> conflicts = new ArrayList<>(covering(wanted.place(), nowMicros));
        if (wanted.deep()) {
            conflicts.addAll(inside(wanted.place(), nowMicros));
        }
        conflicts.removeIf(lock -> !lock.excludes(wanted));
        if (!conflicts.isEmpty()) {
            return new Grant(Grant.Outcome.CONFLICT, List.copyOf(conflicts));
        }
        if (byToken.size() + overdue.size() >= MAX_LOCKS
                || ofPrincipal.getOrDefault(wanted.principal(), 0) >= MAX_OF_PRINCIPAL
                || on(wanted.place()).size() >= MAX_ON_PLACE
                || chars + wanted.chars() > MAX_CHARS) {
            return Grant.of(Grant.Outcome.OVER_LIMIT);
        }
        store.put(wanted);
        enter(wanted);
        return Grant.of(Grant.Outcome.GRANTED);
    }

    /** Lets a lock last until another time; empty when it is over. */
    public synchronized Optional<Lock> refresh(String token, long untilMicros, long nowMicros) {
        return find(token, nowMicros).map(lock -> replace(lock, lock.until(untilMicros)));
    }

    public synchronized Optional<Lock> find(String token, long nowMicros) {
        return Optional.ofNullable(byToken.get(token)).filter(lock -> !lock.isOver(nowMicros));
    }

    public synchronized void unlock(String token) {
        Optional.ofNullable(byToken.get(token)).ifPresent(this::remove);
    }

    /** Locks that a place is in the scope of: its own, and deep ones above it. */
    public synchronized List<Lock> covering(String place, long nowMicros) {
        if (byPlace.isEmpty()) {
            return List.of();
        }
        List<Lock> found = new ArrayList<>(at(place, nowMicros));
        for (int slash = place.lastIndexOf('/'); slash >= 0; slash = place.lastIndexOf('/', slash - 1)) {
            on(place.substring(0, slash)).values().stream()
                    .filter(lock -> lock.deep() && !lock.isOver(nowMicros))
                    .forEach(found::add);
        }
        return found;
    }

    /** Locks on a place itself. */
    public synchronized List<Lock> at(String place, long nowMicros) {
        return live(on(place), nowMicros);
    }

    /** Locks on what lies below a place. */
    public synchronized List<Lock> inside(String place, long nowMicros) {
        return live(below(place), nowMicros);
    }

    /** Whether any lock is at a place or below, also one that is over and was not swept yet. */
    public synchronized boolean any(String place) {
        return !on(place).isEmpty() || !below(place).isEmpty();
    }

    /** All locks at a place and below vanish with what was there. */
    public synchronized void gone(String place) {
        List.copyOf(on(place).values()).forEach(this::remove);
        emptied(place);
    }

    /** All locks below a place vanish; those on it stay, for what took its place (RFC 4918, 7.7). */
    public synchronized void emptied(String place) {
        List.copyOf(below(place).values()).forEach(this::remove);
    }

    /** What LOCK made is from now on somebody's file, and stays when the lock goes. */
    public synchronized void written(String place) {
        on(place).values().stream().filter(Lock::made).toList().forEach(lock -> replace(lock, lock.notMade()));
    }

    /**
     * Some locks that are over and whose file LOCK had made. Each is given out once, unless {@link #giveBack}; {@link #settle} ends it, and until then the store has
     * it, so that a kill in between loses no file.
     */
    public synchronized List<Lock> overdue(int most, long nowMicros) {
        sweep(nowMicros);
        List<Lock> taken = new ArrayList<>();
        while (taken.size() < most && !overdue.isEmpty()) {
            taken.add(overdue.poll());
        }
        return taken;
    }

    /** Nothing is left to do for a lock that {@link #overdue} gave out. */
    public synchronized void settle(Lock lock) {
        store.remove(lock.token());
    }

    /** Of those that {@link #overdue} gave out, the ones that could not be settled. */
    public synchronized void giveBack(Collection<Lock> locks) {
        overdue.addAll(locks);
    }

    private void sweep(long nowMicros) {
        for (int i = 0; i < MAX_SWEPT && !byEnd.isEmpty() && byEnd.first().isOver(nowMicros); i++) {
            Lock lock = byEnd.first();
            if (lock.made()) {
                leave(lock);
                overdue.add(lock);
            } else {
                remove(lock);
            }
        }
    }

    private SortedMap<String, Lock> on(String place) {
        return byPlace.subMap(place + END, place + (char) (END + 1));
    }

    private SortedMap<String, Lock> below(String place) {
        return byPlace.subMap(place + '/', place + (char) ('/' + 1));
    }

    private static List<Lock> live(SortedMap<String, Lock> locks, long nowMicros) {
        return locks.values().stream().filter(lock -> !lock.isOver(nowMicros)).toList();
    }

    private Lock replace(Lock before, Lock after) {
        store.put(after);
        leave(before);
        enter(after);
        return after;
    }

    private void remove(Lock lock) {
        store.remove(lock.token());
        leave(lock);
    }

    private void enter(Lock lock) {
        byToken.put(lock.token(), lock);
        byPlace.put(lock.place() + END + lock.token(), lock);
        byEnd.add(lock);
        chars += lock.chars();
        ofPrincipal.merge(lock.principal(), 1, Integer::sum);
    }

    private void leave(Lock lock) {
        byToken.remove(lock.token());
        byPlace.remove(lock.place() + END + lock.token());
        byEnd.remove(lock);
        chars -= lock.chars();
        ofPrincipal.computeIfPresent(lock.principal(), (name, count) -> count == 1 ? null : count - 1);
    }
}
