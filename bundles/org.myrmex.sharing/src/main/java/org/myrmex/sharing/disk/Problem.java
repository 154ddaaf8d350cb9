package org.myrmex.sharing.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;

/** Says in one line why a disk refused. */
public final class Problem {
    private Problem() {}

    /** The cause, without a path: the caller knows which one he means. */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no right to do so";
        }
        if (e instanceof NoSuchFileException) {
            return "no such folder";
        }
        if (e instanceof NotDirectoryException) {
            return "not a folder";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return Optional.ofNullable(reason)
                .map(text ->
                        text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip())
                .orElse("the disk refuses");
    }
}
