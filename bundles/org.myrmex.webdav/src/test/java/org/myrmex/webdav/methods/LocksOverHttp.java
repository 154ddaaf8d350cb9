package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.lock.LockStore;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;

/** LOCK, UNLOCK and what locks are against, on a real share, over a real server. */
abstract class LocksOverHttp {
    static final String SHARE = "/dav/shares/s";
    static final String FILE = SHARE + "/a.txt";
    static final String GUEST = DavServer.GUEST + ": guest";

    @TempDir
    Path folder;

    final ListedShares shares = new ListedShares();
    final LockTable locks = new LockTable(LockStore.NONE);
    Path share;
    DavServer server;
    Client client;

    @BeforeEach
    void start() throws IOException {
        share = Files.createDirectory(folder.resolve("share"));
        Files.writeString(share.resolve("a.txt"), "old");
        Files.writeString(Files.createDirectories(share.resolve("d/e")).resolve("f"), "deep");
        shares.add("s", share);
        Beside none = Beside.inMemory();
        server = new DavServer(
                Map.of("shares", new SharesTree(shares, OwnFolders.of(Optional.empty()))),
                new Beside(locks, none.properties(), none.journal()));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static String info(String scope, String owner) {
        return "<?xml version=\"1.0\"?><D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:" + scope
                + "/></D:lockscope><D:locktype><D:write/></D:locktype>" + owner + "</D:lockinfo>";
    }

    Answer lock(String target, String scope, String... headers) throws IOException {
        return client.send("LOCK", target, info(scope, ""), headers);
    }

    String locked(String target, String... headers) throws IOException {
        Answer answer = lock(target, "exclusive", headers);
        assertTrue(answer.status() / 100 == 2, answer.head() + answer.text());
        return token(answer);
    }

    static String token(Answer answer) {
        String token = answer.header("Lock-Token").orElseThrow();
        assertTrue(token.matches("<urn:uuid:[0-9a-f-]{36}>"), token);
        assertTrue(answer.text().contains("<D:locktoken><D:href>" + token.substring(1, token.length() - 1)));
        return token;
    }

    int status(String method, String target, String... headers) throws IOException {
        return client.send(method, target, "", headers).status();
    }

    int put(String target, String... headers) throws IOException {
        return client.send("PUT", target, "new", headers).status();
    }
}
