package org.myrmex.sharing.shares;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** How a file looked: while this is the same, its bytes are taken to be the same. */
public record Seen(long sizeBytes, long modifiedNanos) {
    static Seen of(BasicFileAttributes attributes) {
        return new Seen(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    public static Seen at(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }
}
