package org.myrmex.http.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Figures in Prometheus' text format 0.0.4 (prometheus.io, "Exposition formats"): all samples of a name together, after one HELP
 * and one TYPE.
 */
final class Exposition {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final SortedMap<String, Family> families = new TreeMap<>();

    /** What a figure does over time. */
    enum Kind {
        COUNTER("counter"),
        GAUGE("gauge"),
        /** Two bundles use one name for two things. */
        UNTYPED("untyped");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /**
     * Adds a sample without labels.
     *
     * @throws IllegalArgumentException when the name is none
     */
    void add(String name, Kind kind, String help, Number value) {
        family(name, kind, help).samples.add(name + " " + number(value));
    }

    /**
     * Adds a sample with a label; the help of the first one stays.
     *
     * @throws IllegalArgumentException when name or label is none
     */
    void add(String name, Kind kind, String help, String label, String labelled, Number value) {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException("no name of a label: " + label);
        }
        String quoted = labelled.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
        family(name, kind, help).samples.add(name + "{" + label + "=\"" + quoted + "\"} " + number(value));
    }

    private Family family(String name, Kind kind, String help) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a figure: " + name);
        }
        Family family = families.computeIfAbsent(name, n -> new Family(kind, help));
        if (family.kind != kind) {
            family.kind = Kind.UNTYPED;
        }
        return family;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        families.forEach((name, family) -> {
            String help = family.help.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "");
            text.append("# HELP ").append(name).append(' ').append(help).append('\n');
            text.append("# TYPE ")
                    .append(name)
                    .append(' ')
                    .append(family.kind.word)
                    .append('\n');
            family.samples.forEach(sample -> text.append(sample).append('\n'));
        });
        return text.toString();
    }

    /** Whole numbers as such: most figures are counts. */
    private static String number(Number value) {
        boolean fraction = value instanceof Double || value instanceof Float;
        return fraction ? Double.toString(value.doubleValue()) : Long.toString(value.longValue());
    }

    private static final class Family {
        private final String help;
        private final List<String> samples = new ArrayList<>();
        private Kind kind;

        private Family(Kind kind, String help) {
            this.kind = kind;
            this.help = help;
        }
    }
}
