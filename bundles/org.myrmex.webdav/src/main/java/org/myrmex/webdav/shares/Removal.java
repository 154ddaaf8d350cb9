package org.myrmex.webdav.shares;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.webdav.kept.Staged;

/** Removes a file, or a folder with all that is in it, links themselves and not what they lead to. */
final class Removal {
    /** Each level holds a descriptor open. */
    private static final int MAX_DEPTH = 256;

    private Removal() {}

    /** A folder is gone in one step for whoever looks. What of it cannot be removed comes back. */
    static void inOneStep(Folder parent, String name) throws IOException {
        remove(parent, name);
        parent.force();
    }

    private static void remove(Folder parent, String name) throws IOException {
        if (parent.stat(name).map(Facts::kind).orElse(Facts.Kind.OTHER) != Facts.Kind.FOLDER) {
            all(parent, name);
            return;
        }
        String aside = Staged.name();
        parent.rename(name, parent, aside);
        try {
            all(parent, aside);
        } catch (IOException e) {
            parent.rename(aside, parent, name);
            throw e;
        }
    }

    static void all(Folder parent, String name) throws IOException {
        all(parent, name, 0);
    }

    private static void all(Folder parent, String name, int depth) throws IOException {
        Optional<Facts> facts = parent.stat(name);
        if (facts.isEmpty()) {
            return;
        }
        if (facts.get().kind() != Facts.Kind.FOLDER) {
            parent.removeFile(name);
            return;
        }
        if (depth == MAX_DEPTH) {
            throw new IOException("folders lie too deep in each other");
        }
        try (Folder folder = parent.folder(name)) {
            List<String> names = new ArrayList<>();
            folder.names(names::add);
            for (String inner : names) {
                all(folder, inner, depth + 1);
            }
        }
        parent.removeFolder(name);
    }
}
