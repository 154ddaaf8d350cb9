package org.myrmex.plugins.folder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was installed, kept over restarts: one line of tab-separated fields for each bundle. A line that does not fit is left
 * out, for the folder itself is what counts.
 */
public final class Memory {
    /** Lines that are read: more plugins than this are not looked at anyway. */
    static final int MAX_LINES = 1_000;

    private static final String FIRST_LINE = "myrmex-plugins 1";

    private Memory() {}

    /**
     * One bundle.
     *
     * @param sha256 of the bytes that ran
     * @param bundle the framework's number of it, and when it changed: whether the same framework still runs
     */
    public record Row(
            String name, String version, String file, String sha256, String outcome, long bundle, long changedMillis) {}

    /** Reads what {@link #encode} wrote; whatever else is there gives fewer rows. */
    public static SortedMap<String, Row> read(byte[] bytes) {
        SortedMap<String, Row> rows = new TreeMap<>();
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", MAX_LINES + 2);
        if (lines[0].equals(FIRST_LINE)) {
            for (int i = 1; i < Math.min(lines.length, MAX_LINES + 1); i++) {
                row(lines[i]).ifPresent(row -> rows.put(row.name(), row));
            }
        }
        return rows;
    }

    public static byte[] encode(Iterable<Row> rows) {
        List<String> lines = new ArrayList<>(List.of(FIRST_LINE));
        for (Row row : rows) {
            lines.add(String.join(
                    "\t",
                    plain(row.name),
                    plain(row.version),
                    plain(row.file),
                    plain(row.sha256),
                    plain(row.outcome),
                    Long.toString(row.bundle),
                    Long.toString(row.changedMillis)));
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Row> row(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 7 || !fields[3].matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Row(
                    fields[0],
                    fields[1],
                    fields[2],
                    fields[3],
                    fields[4],
                    Long.parseLong(fields[5]),
                    Long.parseLong(fields[6])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
