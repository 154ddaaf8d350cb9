package org.myrmex.lab.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.myrmex.lab.experiment.LabException;
import org.myrmex.lab.experiment.Outcome;

/** The folder that somebody wants tables and maps in. */
public final class OutFolder {
    /** Digits of a fraction: more than any figure means, fewer than those in which JDKs differ. */
    private static final MathContext DIGITS = new MathContext(12);

    private final Path folder;

    private OutFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * @param directory where the name begins
     * @throws LabException when there can be no such folder: said before the experiment runs, not after it
     */
    public static OutFolder create(Path directory, String name) throws LabException {
        try {
            Path folder = Files.createDirectories(directory.resolve(name));
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
            return new OutFolder(folder);
        } catch (IOException e) {
            throw new LabException(
                    "cannot make the folder " + SvgText.oneLine(name) + " (" + reason(e) + "); choose another --out");
        } catch (InvalidPathException e) {
            throw new LabException("no folder can be named " + SvgText.oneLine(name) + "; choose another --out");
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
            try {
                Files.writeString(half, content);
                return Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            throw new LabException("cannot write " + SvgText.oneLine(file.toString()) + " (" + reason(e)
                    + "); free some space or choose another --out");
        }
    }

    /** In words where the message would only be the path once more. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof NoSuchFileException) {
            return "the folder is gone";
        }
        String words = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return words == null ? e.getClass().getSimpleName() : SvgText.oneLine(words);
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
        String text = value == null ? "" : value instanceof Double figure ? figure(figure) : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** {@link Double#toString} gives other digits since JDK 19; files are to be the same on all. */
    private static String figure(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value == 0 ? "0" : "";
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
