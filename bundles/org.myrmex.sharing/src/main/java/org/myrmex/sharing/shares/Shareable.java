package org.myrmex.sharing.shares;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myrmex.sharing.disk.Problem;

/** What may be shared, and under which name. */
final class Shareable {
    private static final int MAX_NAME_CHARS = 64;

    private final Excluded excluded;

    Shareable(Excluded excluded) {
        this.excluded = excluded;
    }

    /** The real path of a folder. @throws IOException one line: why it cannot be shared, then what to do */
    Path check(Path folder) throws IOException {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            throw new UnreadableException(folder, Problem.of(e), "name a folder that exists");
        }
        if (!Files.isDirectory(real)) {
            throw new UnreadableException(folder, "not a folder", "name the folder that it lies in");
        }
        if (!Files.isReadable(real) || !Files.isExecutable(real)) {
            throw new UnreadableException(folder, "no right to read it", "allow the peer's user to read it");
        }
        if (excluded.folder(real)) {
            throw new UnreadableException(folder, "it holds the peer's own secrets", "choose another folder");
        }
        return real;
    }

    /** The cause alone, for lines that name the share and not its path. */
    static String reason(IOException e) {
        return e instanceof UnreadableException unreadable ? unreadable.reason : Problem.of(e);
    }

    /** How a folder is called when nobody says. */
    static String nameOf(Path folder) {
        Path name = folder.getFileName();
        String text = name == null ? "root" : name.toString();
        return text.length() <= MAX_NAME_CHARS ? text : text.substring(0, MAX_NAME_CHARS);
    }

    static void checkName(String name) throws IOException {
        boolean right = !name.isBlank()
                && name.length() <= MAX_NAME_CHARS
                && !name.startsWith(".")
                && name.codePoints().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        if (!right) {
            throw new IOException("a share cannot be named so; choose 1 to " + MAX_NAME_CHARS
                    + " characters without / and without a leading dot");
        }
    }

    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        UnreadableException(Path folder, String reason, String remedy) {
            super("cannot share " + folder + " (" + reason + "); " + remedy);
            this.reason = reason;
        }
    }
}
