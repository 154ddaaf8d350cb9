package org.myrmex.plugins.folder;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the moment at which a file may be read: when it has looked the same for 100 ms. A file that turns out to be incomplete
 * is offered again when it changes; if it does not for 2 s, its writer has given up.
 */
public final class Settling {
    /** Shorter, and the pauses of a slow copy look like its end; longer, and people wait. */
    public static final long QUIET_MICROS = 100_000;

    /** After this long without a change an incomplete file is called cut off. */
    public static final long CUT_OFF_MICROS = 2_000_000;

    private final SortedMap<String, Waiting> files = new TreeMap<>();

    private static final class Waiting {
        Sighting shape;
        long sinceMicros;
        boolean offered;
        boolean incomplete;
        boolean reported;
    }

    /**
     * What a look brought.
     *
     * @param ready to be read now
     * @param cutOff incomplete for so long that somebody should hear of it; told once
     * @param gone no longer there
     */
    public record Due(List<Sighting> ready, List<String> cutOff, List<String> gone) {}

    /** Compares what is there now with what was there before. */
    public Due look(long nowMicros, List<Sighting> seen) {
        Due due = new Due(new ArrayList<>(), new ArrayList<>(), gone(seen));
        for (Sighting sighting : seen) {
            Waiting file = files.computeIfAbsent(sighting.name(), name -> new Waiting());
            if (!sighting.equals(file.shape)) {
                file.shape = sighting;
                file.sinceMicros = nowMicros;
                file.offered = false;
                file.incomplete = false;
                file.reported = false;
            }
            long quietMicros = nowMicros - file.sinceMicros;
            if (!file.offered && (quietMicros >= QUIET_MICROS || sighting.kind() != Sighting.Kind.FILE)) {
                file.offered = true;
                due.ready.add(sighting);
            } else if (file.incomplete && !file.reported && quietMicros >= CUT_OFF_MICROS) {
                file.reported = true;
                due.cutOff.add(sighting.name());
            }
        }
        return due;
    }

    /** What was offered has no end yet. */
    public void incomplete(String name) {
        Waiting file = files.get(name);
        if (file != null) {
            file.incomplete = true;
        }
    }

    /** It is known to be whole in this shape: whoever wrote it says so. */
    public void known(long nowMicros, Sighting sighting) {
        Waiting file = new Waiting();
        file.shape = sighting;
        file.sinceMicros = nowMicros;
        file.offered = true;
        files.put(sighting.name(), file);
    }

    /** When the next look finds something although nothing changes; empty when only a change matters. */
    public OptionalLong nextMicros() {
        OptionalLong next = OptionalLong.empty();
        for (Waiting file : files.values()) {
            if (!file.offered) {
                next = earlier(next, file.sinceMicros + QUIET_MICROS);
            } else if (file.incomplete && !file.reported) {
                next = earlier(next, file.sinceMicros + CUT_OFF_MICROS);
            }
        }
        return next;
    }

    private List<String> gone(List<Sighting> seen) {
        TreeSet<String> present = new TreeSet<>();
        seen.forEach(sighting -> present.add(sighting.name()));
        List<String> gone = new ArrayList<>();
        for (Iterator<Map.Entry<String, Waiting>> all = files.entrySet().iterator(); all.hasNext(); ) {
            String name = all.next().getKey();
            if (!present.contains(name)) {
                all.remove();
                gone.add(name);
            }
        }
        return gone;
    }

    private static OptionalLong earlier(OptionalLong one, long other) {
        return OptionalLong.of(one.isPresent() ? Math.min(one.getAsLong(), other) : other);
    }
}
