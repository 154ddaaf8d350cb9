package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.webdav.fakes.Answer;

/** What a lock is against, and what it is not. */
class LockReachOverHttpTest extends LocksOverHttp {
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
}
