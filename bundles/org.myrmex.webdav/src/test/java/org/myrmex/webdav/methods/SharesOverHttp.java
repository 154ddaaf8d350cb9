package org.myrmex.webdav.methods;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;

/** The methods on a real share, over a real server. */
abstract class SharesOverHttp {
    static final String SHARE = "/dav/shares/s";
    static final String TEXT = "0123456789abcdefghijklmnopqrstuvwxyz";

    @TempDir
    Path folder;

    final ListedShares shares = new ListedShares();
    Path share;
    Path outside;
    DavServer server;
    Client client;

    @BeforeEach
    void start() throws IOException {
        share = Files.createDirectory(folder.resolve("share"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "canary");
        Files.writeString(share.resolve("a.txt"), TEXT);
        shares.add("s", share);
        Path home = Files.createDirectory(share.resolve("home"));
        Files.writeString(Files.createDirectory(home.resolve("run")).resolve("token"), "key");
        server = new DavServer(Map.of(
                "shares",
                new SharesTree(shares, OwnFolders.of(Optional.of(home))),
                "memory",
                new MemoryTree().with("/m/one", new byte[] {1}).with("/m/two/three", new byte[] {3}),
                "locked",
                new MemoryTree()));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What lies in the share. */
    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(share)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
