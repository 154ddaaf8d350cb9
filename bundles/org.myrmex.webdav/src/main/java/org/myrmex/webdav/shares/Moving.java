package org.myrmex.webdav.shares;

import java.io.IOException;
import java.util.Optional;
import org.myrmex.webdav.kept.Staged;

/** Moves over something that is there. */
final class Moving {
    private Moving() {}

    /** A file over a file is one step. Else what is there steps aside and goes when the other has its place. */
    static void over(Folder from, String name, Folder to, String newName) throws IOException {
        rename(from, name, to, newName);
        // where it came first: a loss of power in between leaves two names, and not none
        to.force();
        if (!to.key().equals(from.key())) {
            from.force();
        }
    }

    private static void rename(Folder from, String name, Folder to, String newName) throws IOException {
        Optional<Facts> before = to.stat(newName);
        boolean oneStep = before.isEmpty()
                || (before.get().kind() == Facts.Kind.FILE
                        && from.stat(name).map(Facts::kind).orElse(Facts.Kind.OTHER) == Facts.Kind.FILE);
        if (oneStep) {
            from.rename(name, to, newName);
            return;
        }
        String aside = Staged.name();
        to.rename(newName, to, aside);
        try {
            from.rename(name, to, newName);
        } catch (IOException e) {
            to.rename(aside, to, newName);
            throw e;
        }
        try {
            Removal.all(to, aside);
        } catch (IOException e) {
            // the move is done; what cannot be removed of the old one now is swept at the next start
        }
    }
}
