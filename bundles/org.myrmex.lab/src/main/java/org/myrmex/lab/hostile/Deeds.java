package org.myrmex.lab.hostile;

import java.util.EnumMap;
import java.util.Map;

/** How often adversaries did what. */
public final class Deeds {
    private final Map<Deed, Integer> counts = new EnumMap<>(Deed.class);

    void count(Deed deed) {
        counts.merge(deed, 1, Integer::sum);
    }

    public int of(Deed deed) {
        return counts.getOrDefault(deed, 0);
    }
}
