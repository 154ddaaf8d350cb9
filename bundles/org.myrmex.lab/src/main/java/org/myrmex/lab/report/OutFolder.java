package org.myrmex.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.experiment.Outcome;

/** The folder that somebody wants tables and maps in. */
public final class OutFolder {
    private final Path folder;

    private OutFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws LabException when there can be no such folder: said before the experiment runs, not after it */
    public static OutFolder create(Path folder) throws LabException {
        try {
            return new OutFolder(Files.createDirectories(folder));
        } catch (IOException e) {
            throw new LabException(
                    "cannot make the folder " + folder + " (" + e.getMessage() + "); choose another --out");
        }
    }

    /**
     * Writes everything, each file at once under its final name.
     *
     * @return the files written
     */
    public List<Path> write(Outcome outcome) throws LabException {
        List<Path> written = new ArrayList<>();
        for (Outcome.Table table : outcome.tables()) {
            written.add(write(table.name() + ".csv", csv(table)));
        }
        for (Outcome.Picture picture : outcome.pictures()) {
            written.add(write(picture.name() + ".svg", picture.svg()));
        }
        return written;
    }

    private Path write(String name, String content) throws LabException {
        Path file = folder.resolve(name);
        Path half = folder.resolve("." + name + ".part");
        try {
            Files.writeString(half, content);
            return Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LabException(
                    "cannot write " + file + " (" + e.getMessage() + "); free some space or choose another --out");
        }
    }

    /** RFC 4180, but for lines that end as everywhere here. */
    private static String csv(Outcome.Table table) {
        StringBuilder csv = new StringBuilder(line(table.columns()));
        table.rows().forEach(row -> csv.append(line(row)));
        return csv.toString();
    }

    private static String line(List<?> cells) {
        return cells.stream().map(OutFolder::cell).collect(Collectors.joining(",")) + "\n";
    }

    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
