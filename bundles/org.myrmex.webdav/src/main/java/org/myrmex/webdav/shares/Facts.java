package org.myrmex.webdav.shares;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What the disk says of a name, without following a link.
 *
 * @param key which file it is, whatever it is called; empty where the system does not say
 */
record Facts(Kind kind, long sizeBytes, FileTime modified, Optional<Object> key) {
    /** Links, pipes, devices and sockets are {@code OTHER}. */
    enum Kind {
        FILE,
        FOLDER,
        OTHER
    }

    static Facts of(BasicFileAttributes attributes) {
        Kind kind = attributes.isRegularFile() ? Kind.FILE : attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER;
        return new Facts(
                kind, attributes.size(), attributes.lastModifiedTime(), Optional.ofNullable(attributes.fileKey()));
    }
}
