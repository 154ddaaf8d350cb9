package org.myrmex.http.connections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is connected, and since when each has asked for nothing. A request counts from the end of its head to the end of its answer.
 * Pure; one thread at a time.
 *
 * @param <C> a connection
 */
final class Visitors<C> {
    /**
     * From the last answer, or the beginning, to the end of the next head. Jetty ends a connection that is silent for 30 s, so that a
     * head which begins at the last moment has 10 s.
     */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

    private final int max;
    private final Function<C, Look> looks;
    private final Map<C, Visit> visits = new LinkedHashMap<>();

    /**
     * What a connection does at the moment.
     *
     * @param requests heads that were complete so far
     */
    record Look(long requests, Asking asking) {}

    /** Whether it has a request. */
    enum Asking {
        SERVED,
        NOTHING
    }

    private record Visit(String from, long sinceNanos, Look last) {}

    /** @param max connections at once */
    Visitors(int max, Function<C, Look> looks) {
        this.max = max;
        this.looks = looks;
    }

    /**
     * One more. Whoever asks for nothing makes room for it: of the place where most ask for nothing, whoever waits longest. So a crowd
     * that only sits there puts out itself, and somebody who comes in order to ask gets in. What one asks for elsewhere counts for
     * nobody: an owner with a download under way would be the largest crowd among single addresses.
     *
     * @param from the network where it comes from
     * @return whom to put out, more than one only after {@link #stays}; itself where all others are served
     */
    List<C> arrived(C one, String from, long nowNanos) {
        visits.putIfAbsent(one, new Visit(from, nowNanos, looks.apply(one)));
        if (visits.size() <= max) {
            return List.of();
        }
        look(nowNanos);
        List<Map.Entry<C, Visit>> idle = visits.entrySet().stream()
                .filter(entry -> entry.getValue().last().asking() == Asking.NOTHING)
                .filter(entry -> !entry.getKey().equals(one))
                .toList();
        Map<String, Long> crowds = idle.stream()
                .collect(Collectors.groupingBy(entry -> entry.getValue().from(), Collectors.counting()));
        Comparator<Map.Entry<C, Visit>> least =
                Comparator.comparing(entry -> -crowds.get(entry.getValue().from()));
        List<C> out = idle.isEmpty()
                ? List.of(one)
                : idle.stream()
                        .sorted(least.thenComparing(entry -> entry.getValue().sinceNanos() - nowNanos))
                        .limit(visits.size() - max)
                        .map(Map.Entry::getKey)
                        .toList();
        out.forEach(visits::remove);
        return out;
    }

    /** One that was to be put out and has asked at the last moment. Until somebody comes there may be one too many. */
    void stays(C one, String from, long nowNanos) {
        visits.put(one, new Visit(from, nowNanos, looks.apply(one)));
    }

    void left(C one) {
        visits.remove(one);
    }

    int count() {
        return visits.size();
    }

    /** Puts out who has taken too long to ask. */
    List<C> overdue(long nowNanos) {
        look(nowNanos);
        List<C> out = new ArrayList<>();
        visits.forEach((one, visit) -> {
            if (nowNanos - visit.sinceNanos() > PATIENCE_NANOS) {
                out.add(one);
            }
        });
        out.forEach(visits::remove);
        return out;
    }

    private void look(long nowNanos) {
        visits.replaceAll((one, visit) -> {
            Look now = looks.apply(one);
            boolean asked = now.asking() == Asking.SERVED || !now.equals(visit.last());
            return new Visit(visit.from(), asked ? nowNanos : visit.sinceNanos(), now);
        });
    }
}
