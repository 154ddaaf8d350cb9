package org.myrmex.lab.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What came out of an experiment. All of it hangs on the conditions alone, figures of speed excepted.
 *
 * @param json for programs: one object; values are strings, numbers, booleans, null, lists and maps
 * @param text for people, a line each
 * @param tables written as CSV where somebody wants files
 * @param pictures written as SVG where somebody wants files
 */
public record Outcome(Map<String, Object> json, List<String> text, List<Table> tables, List<Picture> pictures) {
    /**
     * Figures in rows.
     *
     * @param name of its file, without the ending
     * @param columns names, units in them: {@code delayMs}
     */
    public record Table(String name, List<String> columns, List<List<Object>> rows) {}

    /**
     * A drawing.
     *
     * @param name of its file, without the ending
     * @param drawing makes the SVG, when somebody wants it
     */
    public record Picture(String name, Supplier<String> drawing) {
        public Picture(String name, String svg) {
            this(name, () -> svg);
        }

        public String svg() {
            return drawing.get();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Picture p && p.name.equals(name) && p.svg().equals(svg());
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
