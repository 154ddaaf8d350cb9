package org.myrmex.lab.experiment;

import java.util.List;
import java.util.Map;

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
     */
    public record Picture(String name, String svg) {}
}
