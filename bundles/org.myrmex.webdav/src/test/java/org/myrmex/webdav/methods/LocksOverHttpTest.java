package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.testkit.plugin.ManualTasks;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.FolderNetwork;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.kept.PlaceKey;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockStore;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.lock.Scope;
import org.myrmex.webdav.network.NetworkTree;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;

/** Locks and the header If on a real share, over a real server. */
class LocksOverHttpTest {
    private static final String SHARE = "/dav/shares/s";
    private static final String FILE = SHARE + "/a.txt";
    private static final String GUEST = DavServer.GUEST + ": guest";

    @TempDir
    Path folder;

    private final ListedShares shares = new ListedShares();
    private final LockTable locks = new LockTable(LockStore.NONE);
    private Path share;
    private DavServer server;
    private Client client;

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

    private static String info(String scope, String owner) {
        return "<?xml version=\"1.0\"?><D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:" + scope
                + "/></D:lockscope><D:locktype><D:write/></D:locktype>" + owner + "</D:lockinfo>";
    }

    @Test
    void whoMayNotGoThereIsNotToldOfItsLocks() throws IOException {
        String place = PlaceKey.of("shares", "file:" + share.toRealPath() + "/unseen");
        Lock secret = new Lock(
                "urn:uuid:1", place, "/shares/s/unseen", false, Scope.EXCLUSIVE, "", "somebody", Long.MAX_VALUE, false);
        locks.grant(secret, 0);
        for (String method : List.of("COPY", "MOVE")) {
            Answer answer = client.send(method, FILE, "", "Destination: " + SHARE + "/unseen");
            assertEquals(403, answer.status(), answer.text());
        }
    }

    /** As a download folder in a share is called otherwise by whoever sees downloads, too. */
    @Test
    void whatIsLockedUnderANameThatIsNotForTheCallerHasTheNameThatHeCameBy() throws IOException {
        for (String path : List.of("a.txt", "d/e/f")) {
            String place = PlaceKey.of("shares", "file:" + share.toRealPath() + "/" + path);
            locks.grant(
                    new Lock(
                            "urn:" + path,
                            place,
                            "/locked/secret",
                            false,
                            Scope.EXCLUSIVE,
                            "",
                            "him",
                            Long.MAX_VALUE,
                            false),
                    0);
        }
        for (String method : List.of("PUT", "DELETE", "LOCK")) {
            String body = method.equals("LOCK") ? info("exclusive", "") : "new";
            Answer answer = client.send(method, FILE, body);
            assertEquals(423, answer.status(), answer.text());
            assertTrue(answer.text().contains("<D:href>" + FILE + "</D:href>"), answer.text());
            assertFalse(answer.text().contains("secret"), answer.text());
        }
        for (String method : List.of("DELETE", "LOCK")) {
            Answer answer = client.send(method, SHARE + "/d/", info("exclusive", ""));
            assertEquals(423, answer.status(), answer.text());
            assertTrue(answer.text().contains("<D:href>" + SHARE + "/d/</D:href>"), answer.text());
            assertFalse(answer.text().contains("secret"), answer.text());
        }
        String listed = client.send("PROPFIND", SHARE + "/", "", "Depth: 1").text();
        assertTrue(listed.contains("<D:lockroot><D:href>" + FILE + "</D:href></D:lockroot>"), listed);
        assertFalse(listed.contains("secret"), listed);
    }

    private Answer lock(String target, String scope, String... headers) throws IOException {
        return client.send("LOCK", target, info(scope, ""), headers);
    }

    private String locked(String target, String... headers) throws IOException {
        Answer answer = lock(target, "exclusive", headers);
        assertTrue(answer.status() / 100 == 2, answer.head() + answer.text());
        return token(answer);
    }

    private static String token(Answer answer) {
        String token = answer.header("Lock-Token").orElseThrow();
        assertTrue(token.matches("<urn:uuid:[0-9a-f-]{36}>"), token);
        assertTrue(answer.text().contains("<D:locktoken><D:href>" + token.substring(1, token.length() - 1)));
        return token;
    }

    private int status(String method, String target, String... headers) throws IOException {
        return client.send(method, target, "", headers).status();
    }

    private int put(String target, String... headers) throws IOException {
        return client.send("PUT", target, "new", headers).status();
    }

    @Test
    void aLockIsGrantedShownAndEnded() throws IOException {
        String owner = "<D:owner xmlns:D=\"DAV:\">me &amp; <D:href a=\"b\">x</D:href>!</D:owner>";
        Answer answer = client.send("LOCK", FILE, info("exclusive", owner), "Timeout: Second-60, Infinite");
        assertEquals(200, answer.status());
        String shown = "<D:lockdiscovery><D:activelock><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/>"
                + "</D:locktype><D:depth>infinity</D:depth>" + owner;
        assertTrue(answer.text().contains(shown), answer.text());
        assertTrue(answer.text().matches("(?s).*<D:timeout>Second-(59|60)</D:timeout>.*"), answer.text());
        assertTrue(answer.text().contains("<D:lockroot><D:href>" + FILE + "</D:href></D:lockroot>"));
        String token = token(answer);
        String all = client.send("PROPFIND", FILE, "", "Depth: 0").text();
        assertTrue(all.contains(shown) && all.contains("<D:supportedlock><D:lockentry>"), all);
        String listed = client.send("PROPFIND", SHARE + "/", "", "Depth: 1").text();
        assertEquals(2, listed.split("<D:activelock>", -1).length, listed);
        assertEquals(204, status("UNLOCK", FILE, "Lock-Token: " + token));
        assertEquals(409, status("UNLOCK", FILE, "Lock-Token: " + token));
        assertTrue(client.send("PROPFIND", FILE, "", "Depth: 0").text().contains("<D:lockdiscovery/>"));
    }

    @Test
    void aDeepLockIsShownOnWhatLiesInIt() throws IOException {
        locked(SHARE + "/d/");
        String member = client.send("PROPFIND", SHARE + "/d/e/", "", "Depth: 1").text();
        assertEquals(3, member.split("<D:activelock>", -1).length, member);
        assertEquals(3, member.split("<D:lockroot><D:href>" + SHARE + "/d/</D:href>", -1).length, member);
    }

    /** What a request without the token is told, and that it changes nothing. */
    @ParameterizedTest
    @CsvSource({
        "PUT, /a.txt, ''",
        "DELETE, /a.txt, ''",
        "PROPPATCH, /a.txt, ''",
        "MOVE, /a.txt, /new",
        "MOVE, /b.txt, /a.txt",
        "COPY, /b.txt, /a.txt",
        "LOCK, /a.txt, ''",
        "DELETE, /, ''",
    })
    void whatIsLockedIsNotChanged(String method, String path, String destination) throws IOException {
        Files.writeString(share.resolve("b.txt"), "other");
        locked(FILE);
        String body = method.equals("LOCK") ? info("shared", "") : "<x/>";
        for (String who : List.of("X: owner without token", GUEST)) {
            Answer answer = client.send(method, SHARE + path, body, "Destination: " + SHARE + destination, who);
            assertEquals(423, answer.status(), who);
            String condition = method.equals("LOCK") ? "no-conflicting-lock" : "lock-token-submitted";
            assertTrue(
                    answer.text().contains("<D:" + condition + "><D:href>" + FILE + "</D:href></D:" + condition + ">"),
                    answer.text());
        }
        assertEquals("old", Files.readString(share.resolve("a.txt")));
        assertEquals("other", Files.readString(share.resolve("b.txt")));
    }

    @Test
    void readingIsFree() throws IOException {
        locked(SHARE + "/d/");
        for (String method : List.of("GET", "HEAD", "OPTIONS", "PROPFIND")) {
            assertEquals(2, status(method, SHARE + "/d/e/f", "Depth: 0", GUEST) / 100, method);
        }
        assertEquals(201, status("COPY", SHARE + "/d/", "Destination: " + SHARE + "/copy/", GUEST));
        assertEquals(201, put(SHARE + "/copy/e/g", GUEST), "a lock is not copied");
    }

    /** Office since 2016, which leaves {@code If} away, and a library of JavaScript, which leaves the brackets away. */
    @Test
    void theTokenCountsInTheSpellingsOfClients() throws IOException {
        String token = locked(FILE);
        String bare = token.substring(1, token.length() - 1);
        assertEquals(204, put(FILE, "Lock-Token: " + token));
        assertEquals(423, put(FILE, "Lock-Token: " + token, GUEST));
        assertEquals(423, put(FILE, "Lock-Token: <urn:uuid:00000000-0000-4000-8000-000000000000>"));
        assertEquals(412, put(FILE, "If: (<DAV:no-lock>)", "Lock-Token: " + token));
        for (String half : List.of("", "<", "<>", "<" + bare, bare + ">", "<" + token + ">")) {
            assertEquals(400, status("UNLOCK", FILE, "Lock-Token: " + half), half);
        }
        assertEquals(204, status("UNLOCK", FILE, "Lock-Token: " + bare));
    }

    @Test
    void theTokenOpensItForItsOwnerAlone() throws IOException {
        String token = locked(FILE);
        assertEquals(204, put(FILE, "If: (" + token + ")"));
        assertEquals(423, put(FILE, "If: (" + token + ")", GUEST));
        assertEquals(423, put(FILE, "If: (" + token + ") (Not <DAV:no-lock>)", GUEST));
        assertEquals(403, status("UNLOCK", FILE, "Lock-Token: " + token, GUEST));
        String seen = client.send("PROPFIND", FILE, "", "Depth: 0", GUEST).text();
        assertTrue(seen.contains("<D:activelock>") && !seen.contains("<D:locktoken>"), seen);
        assertEquals(
                412, client.send("LOCK", FILE, "", "If: (" + token + ")", GUEST).status());
    }

    @Test
    void ifIsEvaluatedForEveryMethod() throws IOException {
        String token = locked(FILE);
        String tag = client.send("HEAD", FILE).header("ETag").orElseThrow();
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PROPFIND", "MKCOL", "PROPPATCH")) {
            assertEquals(412, status(method, FILE, "If: (<urn:uuid:x>)", "Depth: 0"), method);
            assertEquals(400, status(method, FILE, "If: (" + token, "Depth: 0"), method);
        }
        assertEquals(200, status("GET", FILE, "If: ([" + tag + "])"));
        assertEquals(400, status("GET", FILE, "If: ([" + tag + "])", "If: ([" + tag + "])"));
        assertEquals(412, put(FILE, "If: (" + token + " [\"x\"])"));
        assertEquals(412, put(FILE, "If: (" + token + " [W/" + tag + "])"));
        assertEquals("old", Files.readString(share.resolve("a.txt")));
        assertEquals(204, put(FILE, "If: (" + token + " [" + tag + "])"));
    }

    @Test
    void ifAsksNobodyInTheNetworkForOthers() throws IOException {
        FolderNetwork network = new FolderNetwork();
        ContentId id = network.share("blue", share.resolve("a.txt"));
        server.mounts()
                .add(
                        "network",
                        new NetworkTree(
                                network, network, ManualTasks.atOnce(), () -> System.currentTimeMillis() * 1_000));
        String content = "/dav/network/content/" + id + "/a.txt";
        String tag = "[\"" + id + "\"]";
        assertEquals(412, status("GET", FILE, "If: <" + content + "> (" + tag + ")"));
        assertEquals(0, network.opened.get() + network.searches.get());
        assertEquals(200, status("HEAD", content, "If: (" + tag + ")"));
        assertEquals(403, lock(content, "exclusive").status());
        assertEquals(0, network.searches.get());
        String other = "/dav/network/content/" + "0".repeat(64) + "/new";
        int asked = network.opened.get();
        assertEquals(403, client.send("MKCOL", other).status());
        assertEquals(403, client.send("MKCOL", other + "/newer/").status());
        assertEquals(asked, network.opened.get(), "to learn that nothing can be made there nobody is asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(Not <DAV:no-lock>)",
                "</dav/shares/s/b.txt> (Not <DAV:no-lock>)",
                "</dav/shares/s/b.txt> (TOKEN) (Not <DAV:no-lock>)",
                "<http://evil.example/dav/shares/s/a.txt> (TOKEN) </dav/shares/s/b.txt> (Not <DAV:no-lock>)",
                "(Not TOKEN) (Not <DAV:no-lock>)"
            })
    void aConditionThatHoldsIsNoToken(String header) throws IOException {
        Files.writeString(share.resolve("b.txt"), "other");
        String token = locked(FILE);
        assertEquals(423, put(FILE, "If: " + header.replace("TOKEN", token)));
        assertEquals(204, put(FILE, "If: <" + server.url() + "/shares/s/a.txt> (" + token + ")"));
    }

    @Test
    void aTokenOfOneResourceOpensNoOther() throws IOException {
        Files.writeString(share.resolve("b.txt"), "other");
        String one = locked(FILE);
        locked(SHARE + "/b.txt");
        assertEquals(412, put(SHARE + "/b.txt", "If: (" + one + ")"));
        assertEquals(423, put(SHARE + "/b.txt", "If: <" + FILE + "> (" + one + ")"));
        assertEquals(409, status("UNLOCK", SHARE + "/b.txt", "Lock-Token: " + one));
    }

    @Test
    void sharedLocksStandEachOther() throws IOException {
        String mine = token(lock(FILE, "shared"));
        String theirs = token(lock(FILE, "shared", GUEST));
        assertEquals(423, lock(FILE, "exclusive").status());
        assertEquals(423, put(FILE));
        assertEquals(204, put(FILE, "If: (" + mine + ")"));
        assertEquals(204, put(FILE, "If: (" + theirs + ")", GUEST));
        assertEquals(204, status("UNLOCK", FILE, "Lock-Token: " + mine));
        assertEquals(412, put(FILE, "If: (" + mine + ")"));
        assertEquals(423, put(FILE));
    }

    @Test
    void aDeepLockCoversWhatComesIntoIt() throws IOException {
        String token = locked(SHARE + "/d/", "Depth: infinity");
        assertEquals(423, put(SHARE + "/d/e/f"));
        assertEquals(423, put(SHARE + "/d/e/new"));
        assertEquals(423, status("MKCOL", SHARE + "/d/new/"));
        assertEquals(423, status("COPY", FILE, "Destination: " + SHARE + "/d/copy"));
        assertEquals(423, lock(SHARE + "/d/e/f", "shared").status());
        assertEquals(201, put(SHARE + "/d/e/new", "If: (" + token + ")"));
        assertEquals(
                201,
                status("COPY", FILE, "Destination: " + SHARE + "/d/copy", "If: <" + SHARE + "/d/> (" + token + ")"));
        assertEquals(423, put(SHARE + "/d/copy"));
        assertEquals(204, status("UNLOCK", SHARE + "/d/e/f", "Lock-Token: " + token));
        assertEquals(204, put(SHARE + "/d/copy"));
    }

    @Test
    void aShallowLockIsAgainstComingAndGoingAlone() throws IOException {
        String token = locked(SHARE + "/d/e/", "Depth: 0");
        assertEquals(204, put(SHARE + "/d/e/f"), "a member that is there");
        String tagged = "If: <" + SHARE + "/d/e/> (" + token + ")";
        assertEquals(423, put(SHARE + "/d/e/new"));
        assertEquals(423, status("MKCOL", SHARE + "/d/e/new/"));
        assertEquals(423, lock(SHARE + "/d/e/new", "exclusive").status());
        assertEquals(423, status("DELETE", SHARE + "/d/e/f"));
        assertEquals(423, status("MOVE", SHARE + "/d/e/f", "Destination: " + SHARE + "/f"));
        assertEquals(423, status("MOVE", FILE, "Destination: " + SHARE + "/d/e/a"));
        assertEquals(201, put(SHARE + "/d/e/new", tagged));
        assertEquals(204, status("MOVE", FILE, "Destination: " + SHARE + "/d/e/f"), "one is replaced");
        assertEquals(204, status("DELETE", SHARE + "/d/e/f", tagged));
    }

    @Test
    void aLockInsideIsAgainstTheWhole() throws IOException {
        String token = locked(SHARE + "/d/e/f");
        Answer deep = lock(SHARE + "/d/", "exclusive");
        assertEquals(207, deep.status());
        assertTrue(
                deep.text().contains(SHARE + "/d/e/f</D:href><D:status>HTTP/1.1 423 Locked")
                        && deep.text().contains(SHARE + "/d/</D:href><D:status>HTTP/1.1 424 "),
                deep.text());
        assertEquals(Optional.empty(), deep.header("Lock-Token"));
        for (String method : List.of("DELETE", "MOVE")) {
            Answer answer = client.send(method, SHARE + "/d/", "", "Destination: " + SHARE + "/x/");
            assertEquals(423, answer.status());
            assertTrue(answer.text().contains("<D:href>" + SHARE + "/d/e/f</D:href>"), answer.text());
        }
        assertEquals("deep", Files.readString(share.resolve("d/e/f")));
        assertEquals(204, status("DELETE", SHARE + "/d/", "If: <" + SHARE + "/d/e/f> (" + token + ")"));
    }

    @Test
    void locksGoWithWhatGoesAndNowhereElse() throws IOException {
        String token = locked(SHARE + "/d/e/f");
        String shown = "If: <" + SHARE + "/d/e/f> (" + token + ")";
        assertEquals(201, status("MOVE", SHARE + "/d/", "Destination: " + SHARE + "/moved/", shown));
        assertEquals(204, put(SHARE + "/moved/e/f"), "a lock does not move");
        assertTrue(locks.isEmpty());
        String of = locked(FILE);
        assertEquals(204, status("DELETE", FILE, "If: (" + of + ")"));
        assertEquals(201, put(FILE), "the lock went with the file");
    }

    @Test
    void aLockOfTheDestinationStays() throws IOException {
        Files.writeString(share.resolve("b.txt"), "other");
        String token = locked(FILE);
        String shown = "If: <" + FILE + "> (" + token + ")";
        assertEquals(204, status("MOVE", SHARE + "/b.txt", "Destination: " + FILE, shown));
        assertEquals("other", Files.readString(share.resolve("a.txt")));
        assertEquals(423, put(FILE));
        assertEquals(204, put(FILE, "If: (" + token + ")"));
    }

    @Test
    void aLockWhereNothingIsMakesAnEmptyFileThatGoesWithIt() throws IOException {
        Answer answer = lock(SHARE + "/new", "exclusive", "Timeout: Second-60");
        assertEquals(201, answer.status());
        assertEquals(0, Files.size(share.resolve("new")));
        assertEquals(409, lock(SHARE + "/no/new", "exclusive").status());
        assertEquals(409, lock(SHARE + "/folder/", "exclusive").status());
        server.advance(Duration.ofSeconds(61));
        assertEquals(404, status("GET", SHARE + "/new"));
        assertFalse(Files.exists(share.resolve("new")));
        assertTrue(locks.isEmpty());
    }

    @Test
    void whatWasWrittenOrUnlockedStays() throws IOException {
        String written = locked(SHARE + "/written");
        assertEquals(
                204,
                client.send("PUT", SHARE + "/written", "", "If: (" + written + ")")
                        .status());
        String unlocked = locked(SHARE + "/unlocked");
        assertEquals(204, status("UNLOCK", SHARE + "/unlocked", "Lock-Token: " + unlocked));
        locked(SHARE + "/filled");
        Files.writeString(share.resolve("filled"), "from elsewhere");
        server.advance(Duration.ofHours(2));
        assertEquals(200, status("GET", SHARE + "/written"));
        assertTrue(Files.exists(share.resolve("unlocked")));
        assertEquals("from elsewhere", Files.readString(share.resolve("filled")));
        assertTrue(locks.isEmpty());
    }

    @Test
    void aLockEndsWhenItsTimeIsOverUnlessItIsRefreshed() throws IOException {
        String token = locked(FILE, "Timeout: Second-100");
        server.advance(Duration.ofSeconds(90));
        Answer refreshed = client.send("LOCK", FILE, "", "If: (" + token + ")", "Timeout: Second-200");
        assertEquals(200, refreshed.status());
        assertTrue(refreshed.text().matches("(?s).*<D:timeout>Second-(199|200)</D:timeout>.*"), refreshed.text());
        assertEquals(Optional.empty(), refreshed.header("Lock-Token"));
        server.advance(Duration.ofSeconds(150));
        assertEquals(423, put(FILE));
        server.advance(Duration.ofSeconds(60));
        assertEquals(412, client.send("LOCK", FILE, "", "If: (" + token + ")").status());
        assertEquals(412, put(FILE, "If: (" + token + ")"));
        assertEquals(204, put(FILE));
        assertEquals(400, client.send("LOCK", FILE, "").status());
    }

    @Test
    void infiniteIsAnHour() throws IOException {
        locked(FILE, "Timeout: Infinite");
        server.advance(Duration.ofMinutes(59));
        assertEquals(423, put(FILE));
        server.advance(Duration.ofMinutes(2));
        assertEquals(204, put(FILE));
    }

    @ParameterizedTest
    @CsvSource({
        "1, exclusive, write, 400",
        "7, exclusive, write, 400",
        "0, exclusive, read, 400",
        "0, none, write, 400",
    })
    void aStrangeLockIsRefused(String depth, String scope, String type, int status) throws IOException {
        String body = info(scope, "").replace("write", type);
        assertEquals(status, client.send("LOCK", FILE, body, "Depth: " + depth).status());
        assertEquals(400, client.send("LOCK", FILE, "<x/>").status());
        assertEquals(413, client.send("LOCK", FILE, " ".repeat((64 << 10) + 1)).status());
        assertEquals(400, status("UNLOCK", FILE));
        assertEquals(409, status("UNLOCK", FILE, "Lock-Token: urn:x"));
        assertTrue(locks.isEmpty());
    }

    @Test
    void nothingIsLockedWhereNothingIsWritten() throws IOException {
        server.mounts().add("readonly", new BrokenTree(10, 10, true));
        for (String target : List.of("/dav/", "/dav/shares/", "/dav/readonly/", "/dav/readonly/file")) {
            assertEquals(403, lock(target, "exclusive").status(), target);
            assertEquals(403, status("UNLOCK", target, "Lock-Token: <urn:x>"), target);
        }
        assertTrue(locks.isEmpty());
        assertEquals(
                Optional.of("1, 3"),
                client.send("OPTIONS", "/dav/readonly/file").header("DAV"));
        assertEquals(
                Optional.of("1, 3"), client.send("OPTIONS", "/dav/readonly/").header("DAV"));
        for (String target : List.of("/dav/", "/dav/shares/", SHARE + "/", FILE)) {
            assertEquals(Optional.of("1, 2, 3"), client.send("OPTIONS", target).header("DAV"), target);
        }
    }

    @Test
    void aShareCanBeLockedWhole() throws IOException {
        String token = locked(SHARE + "/");
        assertEquals(423, put(FILE));
        assertEquals(204, put(FILE, "If: <" + SHARE + "/> (" + token + ")"));
    }

    /** One thing under two names has one lock. */
    @Test
    void aLockHoldsUnderEveryName() throws IOException {
        shares.add("inner", share.resolve("d"));
        locked("/dav/shares/inner/e/f");
        assertEquals(423, put(SHARE + "/d/e/f"));
        assertEquals(423, status("DELETE", SHARE + "/d/"));
        String listed = client.send("PROPFIND", SHARE + "/d/e/", "", "Depth: 1").text();
        assertTrue(listed.contains("<D:lockroot><D:href>/dav/shares/inner/e/f</D:href>"), listed);
    }

    @Test
    void aLockThatCameDuringAnUploadCounts() throws IOException {
        String head = client.head("PUT", FILE, "Content-Length: 6");
        try (Socket socket = client.open(head, "new".getBytes(StandardCharsets.UTF_8))) {
            String token = locked(FILE);
            socket.getOutputStream().write("old".getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 423 "), answer);
            assertTrue(answer.contains("lock-token-submitted"), answer);
            assertEquals("old", Files.readString(share.resolve("a.txt")));
            assertEquals(204, put(FILE, "If: (" + token + ")"));
        }
    }

    /** As davfs2 writes a file: with a weak tag it would lose it, and say nothing. */
    @Test
    void theDialogueOfDavfs2() throws IOException {
        String target = SHARE + "/written";
        Answer lock = client.send(
                "LOCK",
                target,
                info("exclusive", "<D:owner><D:href>davfs2</D:href></D:owner>"),
                "Depth: 0",
                "Timeout: Second-1800");
        assertEquals(201, lock.status());
        String tag = client.send("HEAD", target).header("ETag").orElseThrow();
        String shown = "If: <" + target + "> (" + token(lock) + ")";
        Answer put = client.send("PUT", target, "content", "If-Match: " + tag, shown);
        assertEquals(204, put.status());
        assertEquals(put.header("ETag"), client.send("HEAD", target).header("ETag"));
        assertEquals(204, status("UNLOCK", target, "Lock-Token: " + token(lock)));
        assertEquals("content", Files.readString(share.resolve("written")));
    }

    @Test
    void aLongOwnerIsCutToItsText() throws IOException {
        String owner = "<D:owner><D:href>" + "o&lt;".repeat(1_000) + "</D:href></D:owner>";
        String answer = client.send("LOCK", FILE, info("exclusive", owner)).text();
        assertTrue(answer.contains("<D:owner>" + "o&lt;".repeat(32) + "</D:owner>"), answer);
    }

    @Test
    void tooManyLocksAreRefusedAndLeaveNothing() throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < LockTable.MAX_ON_PLACE + 10; i++) {
            statuses.add(lock(FILE, "shared").status());
        }
        assertEquals(LockTable.MAX_ON_PLACE, Collections.frequency(statuses, 200));
        assertEquals(10, Collections.frequency(statuses, 507));
    }

    /** Study of hostile requests, input 42. */
    @Test
    void aFloodOfEmptyFilesEndsAtTheLimitAndGoesAway() throws IOException {
        long end = System.currentTimeMillis() * 1_000 + 3_600_000_000L;
        for (int i = 0; i < LockTable.MAX_OF_PRINCIPAL - 40; i++) {
            locks.grant(new Lock("urn:" + i, "shares:/" + i, "/" + i, true, Scope.SHARED, "", "OWNER:", end, false), 0);
        }
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            statuses.add(lock(SHARE + "/flood" + i, "exclusive", "Timeout: Second-60")
                    .status());
        }
        assertEquals(40, Collections.frequency(statuses, 201));
        assertEquals(10, Collections.frequency(statuses, 507));
        assertEquals(201, lock(SHARE + "/guest", "exclusive", GUEST).status(), "some are left for others");
        server.advance(Duration.ofHours(2));
        while (!locks.isEmpty() || !locks.isQuiet(end * 2)) {
            assertEquals(200, status("GET", FILE), "whoever comes next");
        }
        try (Stream<Path> files = Files.list(share)) {
            assertEquals(
                    List.of("a.txt", "d"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
