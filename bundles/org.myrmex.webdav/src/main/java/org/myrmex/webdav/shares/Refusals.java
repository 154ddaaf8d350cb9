package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavException.Status;

/** What the disk's refusals mean to a client, without the paths that the system's messages hold. */
final class Refusals {
    private static final List<String> FULL = List.of("no space", "not enough space", "quota");
    private static final List<String> NOT_ALLOWED =
            List.of("name too long", "read-only", "not permitted", "is a directory", "not empty", "invalid argument");

    private static final List<String> UNKNOWN_THERE =
            List.of("invalid argument", "not supported", "not implemented", "inappropriate");

    private Refusals() {}

    /** Whether there is nothing of that name, or a link, which is not followed. */
    static boolean isMissing(FileSystemException e) {
        return e instanceof NoSuchFileException
                || e instanceof NotDirectoryException
                || says(e.getReason(), List.of("symbolic link", "not a directory"));
    }

    /** Java has no exception of its own for a full disk. */
    static boolean isFull(String message) {
        return says(message, FULL);
    }

    /** Whether a file system knows no such thing, which is no failure of the disk. Java has no exception of its own for that either. */
    static boolean isUnknownThere(String message) {
        return says(message, UNKNOWN_THERE);
    }

    static DavException full() {
        return new DavException(Status.NO_SPACE, "the disk is full; remove something first");
    }

    static DavException missing() {
        return new DavException(Status.NOT_FOUND, "there is nothing here");
    }

    /**
     * The refusal to answer with.
     *
     * @throws IOException when the disk or the system fails: a client that keeps two folders alike would delete its own files if it
     *     heard that there is nothing here
     */
    static DavException of(FileSystemException e) throws IOException {
        if (isMissing(e)) {
            return missing();
        }
        if (e instanceof AccessDeniedException) {
            return new DavException(Status.FORBIDDEN, "the disk does not allow that here; look at the folder's rights");
        }
        if (e instanceof AtomicMoveNotSupportedException) {
            return new DavException(Status.FORBIDDEN, "that is another disk; copy it there, then delete it here");
        }
        if (e instanceof DirectoryNotEmptyException) {
            return new DavException(
                    Status.FORBIDDEN, "something in the folder cannot be removed; look at it on the disk");
        }
        if (e instanceof FileAlreadyExistsException) {
            return new DavException(Status.EXISTS, "something of that name is there");
        }
        if (isFull(e.getReason())) {
            return full();
        }
        if (says(e.getReason(), NOT_ALLOWED)) {
            return new DavException(Status.FORBIDDEN, "the disk does not take that here; use another name or place");
        }
        throw new IOException("the disk failed", e);
    }

    private static boolean says(String message, List<String> words) {
        String lower = String.valueOf(message).toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains);
    }
}
