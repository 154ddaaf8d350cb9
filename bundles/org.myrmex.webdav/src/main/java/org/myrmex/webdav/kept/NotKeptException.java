package org.myrmex.webdav.kept;

/**
 * What was to be kept could not be: there is too much of it, or the disk of the peer's home is full, or fails. All of it or nothing
 * is there then.
 */
public final class NotKeptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKeptException(String line) {
        super(line);
    }

    NotKeptException(Throwable cause) {
        super("the peer's own disk takes nothing more; make room on it", cause);
    }
}
