package org.myrmex.itests;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of other people's programs on one empty share of a real peer. */
abstract class OnAShare {
    static final String SHARE = "music";

    @TempDir
    static Path folder;

    static Path shared;
    static TestPeer peer;
    static Drive drive;

    @BeforeAll
    static void start() throws Exception {
        Tools.need("curl", "curl");
        shared = Files.createDirectory(folder.resolve(SHARE));
        peer = TestPeer.start("127.0.1.1", folder, "--share", shared.toString());
        drive = new Drive(peer, folder);
    }

    @AfterAll
    static void end() {
        if (peer != null) {
            peer.close();
        }
    }
}
