package org.myrmex.webdav.shares;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a path of the tree leads on the disk.
 *
 * @param share its name
 * @param root real path of the share
 * @param names below it; none for the share itself
 */
record Place(String share, Path root, List<String> names) {
    boolean isShare() {
        return names.isEmpty();
    }

    String name() {
        return names.get(names.size() - 1);
    }

    List<String> parents() {
        return names.subList(0, names.size() - 1);
    }

    /** As the disk writes it, as far as it is there. */
    Path real() {
        Path path = path();
        for (Path there = path; there != null; there = there.getParent()) {
            if (!there.toFile().exists()) {
                // most often nothing is where something is made; an exception costs more than to ask
                continue;
            }
            try {
                return there.toRealPath(LinkOption.NOFOLLOW_LINKS).resolve(there.relativize(path));
            } catch (IOException e) {
                // not there: the folder above it may be
            }
        }
        return path;
    }

    /** Its real path, as no link is followed on the way. */
    Path path() {
        Path path = root;
        for (String name : names) {
            path = path.resolve(name);
        }
        return path;
    }
}
