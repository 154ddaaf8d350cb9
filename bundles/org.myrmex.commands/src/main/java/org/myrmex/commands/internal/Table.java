package org.myrmex.commands.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Aligned columns, named by the keys of the first row. Rows wait until somebody flushes, so that all of them count for the
 * widths; rows after that keep to the widths and widen them where they must.
 */
final class Table {
    /** Rows that wait; a long table is printed as it comes. */
    static final int MAX_WAITING = 200;

    private static final String GAP = "  ";

    private final Consumer<String> out;
    private final List<List<String>> waiting = new ArrayList<>();
    private List<String> columns = List.of();
    private int[] widths = {};
    private boolean[] numeric = {};

    Table(Consumer<String> out) {
        this.out = out;
    }

    void add(Map<String, ?> row) {
        if (columns.isEmpty()) {
            start(row);
        }
        waiting.add(columns.stream().map(column -> cell(row.get(column))).toList());
        if (waiting.size() >= MAX_WAITING) {
            flush();
        }
    }

    void flush() {
        for (List<String> cells : waiting) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(cells.get(i)));
            }
        }
        waiting.forEach(cells -> out.accept(line(cells)));
        waiting.clear();
    }

    private void start(Map<String, ?> row) {
        columns = List.copyOf(row.keySet());
        widths = new int[columns.size()];
        numeric = new boolean[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            numeric[i] = row.get(columns.get(i)) instanceof Number;
        }
        waiting.add(columns.stream().map(PlainText::of).toList());
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths[i] - width(cells.get(i)));
            line.append(i == 0 ? "" : GAP).append(numeric[i] ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String cell(Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Table::cell).collect(Collectors.joining(", "));
        }
        return PlainText.of(value.toString());
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
