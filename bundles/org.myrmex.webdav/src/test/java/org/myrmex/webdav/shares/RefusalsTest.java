package org.myrmex.webdav.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.dav.DavException.Status;

class RefusalsTest {
    private static final String PATH = "/home/somebody/secret";

    @Test
    void onlyWhatIsNotThereIsNotFound() throws IOException {
        assertEquals(Status.NOT_FOUND, status(new NoSuchFileException(PATH)));
        assertEquals(Status.NOT_FOUND, status(because("Too many levels of symbolic links")));
        assertEquals(Status.FORBIDDEN, status(new AccessDeniedException(PATH)));
        assertEquals(Status.FORBIDDEN, status(new DirectoryNotEmptyException(PATH)));
        assertEquals(Status.FORBIDDEN, status(because("File name too long")));
        assertEquals(Status.NO_SPACE, status(because("No space left on device")));
    }

    /** Whoever keeps two folders alike would delete his own files when told that there are none here. */
    @ParameterizedTest
    @ValueSource(strings = {"Too many open files", "Input/output error", "Stale file handle", ""})
    void aDiskThatFailsIsNoFolderWithoutFiles(String reason) {
        IOException failure = assertThrows(IOException.class, () -> Refusals.of(because(reason)));
        assertFalse(failure.getMessage().contains(PATH));
    }

    private static Status status(FileSystemException e) throws IOException {
        return Refusals.of(e).status();
    }

    private static FileSystemException because(String reason) {
        return new FileSystemException(PATH, null, reason);
    }
}
