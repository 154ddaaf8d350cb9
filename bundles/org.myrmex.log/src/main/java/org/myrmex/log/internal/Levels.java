package org.myrmex.log.internal;

import java.util.Dictionary;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Which lines are kept: the level of the longest prefix of a logger's name. Immutable. */
final class Levels {
    static final String LEVELS = "levels";
    private static final int MAX_RULES = 256;

    /**
     * A library that names the machines around us in its warnings. It speaks only when a rule names it; a level for all loggers
     * does not.
     */
    private static final String SILENT = "javax.jmdns";

    /**
     * Of ourselves what an operator may want to know, of the libraries only what somebody must act on.
     */
    static final Levels DEFAULT =
            new Levels(new TreeMap<>(Map.of("", Level.WARN, "org.myrmex", Level.INFO, SILENT, Level.ERROR)));

    private final NavigableMap<String, Level> rules;

    private Levels(NavigableMap<String, Level> rules) {
        this.rules = rules;
    }

    /** Adds rules such as {@code org.myrmex.mesh=debug}; one without a name, {@code debug}, is for all loggers. */
    static Levels of(Dictionary<String, ?> properties) {
        Object value = properties == null ? null : properties.get(LEVELS);
        String[] texts = value instanceof String[] several
                ? several
                : value instanceof String one ? one.split(",", -1) : new String[0];
        NavigableMap<String, Level> rules = new TreeMap<>(DEFAULT.rules);
        for (String text : texts) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? "" : text.substring(0, equals).strip();
            Optional<Level> level = Level.parse(text.substring(equals + 1).strip());
            if (level.isEmpty() || rules.size() >= MAX_RULES) {
                throw new IllegalArgumentException("'" + text.toLowerCase(Locale.ROOT) + "' is no rule; write"
                        + " logger=trace|debug|info|warn|error, at most " + MAX_RULES + " of them");
            }
            if (name.isEmpty()) {
                rules.keySet().removeIf(each -> DEFAULT.rules.containsKey(each) && !each.equals(SILENT));
            }
            rules.put(name, level.get());
        }
        return new Levels(rules);
    }

    Level threshold(String logger) {
        for (String prefix = logger; !prefix.isEmpty(); prefix = parent(prefix)) {
            Level level = rules.get(prefix);
            if (level != null) {
                return level;
            }
        }
        return rules.get("");
    }

    private static String parent(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }
}
