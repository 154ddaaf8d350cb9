package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peer's own folders, which hold keys and tokens: out of reach, whatever is shared around them. Any thread. */
public final class OwnFolders {
    private static final List<String> NAMES = List.of("conf", "plugins", "data", "cache", "logs", "run");

    private final List<Path> folders;

    private OwnFolders(List<Path> folders) {
        this.folders = folders;
    }

    /** @param home of the peer; empty when it has none */
    public static OwnFolders of(Optional<Path> home) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (home.isPresent() && Files.isDirectory(home.get())) {
            Path real = home.get().toRealPath();
            NAMES.forEach(name -> folders.add(real.resolve(name)));
        }
        return new OwnFolders(List.copyOf(folders));
    }

    /** Whether a real path is one of them or lies inside of one. */
    boolean hide(Path real) {
        return folders.stream().anyMatch(real::startsWith);
    }

    /** Whether one of them lies there or below, so that it would go with it. */
    boolean goWith(Path real) {
        return folders.stream().anyMatch(folder -> folder.startsWith(real));
    }

    /** Whether a folder is one of them under another name: a mount, or other letters on a disk that does not tell them apart. */
    boolean are(Facts folder) {
        return folder.key().isPresent() && folders.stream().anyMatch(own -> key(own).equals(folder.key()));
    }

    private static Optional<Object> key(Path folder) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
