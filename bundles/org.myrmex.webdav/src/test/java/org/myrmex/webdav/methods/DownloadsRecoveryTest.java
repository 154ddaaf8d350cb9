package org.myrmex.webdav.methods;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.myrmex.webdav.downloads.DownloadsTree;
import org.myrmex.webdav.shares.OwnFolders;

/** The same where the folder is the tree itself, and nothing lies below a share. */
class DownloadsRecoveryTest extends RecoveryTest {
    @Override
    String name() {
        return "downloads";
    }

    @Override
    String root() {
        return "";
    }

    @Override
    void make(Path of) throws IOException {
        DownloadsTree made = new DownloadsTree(of, OwnFolders.of(Optional.empty()), List::of);
        use(made, made.sweep());
    }
}
