package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.testkit.plugin.ManualTasks;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.FolderNetwork;
import org.myrmex.webdav.kept.PlaceKey;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.Scope;
import org.myrmex.webdav.network.NetworkTree;

/** What opens a lock: tokens, the header {@code If}, and for whom. */
class LockTokensOverHttpTest extends LocksOverHttp {
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
}
