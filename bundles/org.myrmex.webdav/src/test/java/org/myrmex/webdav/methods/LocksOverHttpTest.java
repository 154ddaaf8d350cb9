package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.lock.Scope;

/** From the grant of a lock to its end, and the empty files that locks make. */
class LocksOverHttpTest extends LocksOverHttp {
    @Test
    void aLockIsGrantedShownAndEnded() throws IOException {
        String owner = "<D:owner xmlns:D=\"DAV:\">me &amp; <D:href a=\"b\">x</D:href>!</D:owner>";
        Answer answer = client.send("LOCK", FILE, info("exclusive", owner), "Timeout: Second-60, Infinite");
        assertEquals(200, answer.status());
        String shown = "<D:lockdiscovery><D:activelock><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/>"
                + "</D:locktype><D:depth>infinity</D:depth>" + owner;
        assertTrue(answer.text().contains(shown), answer.text());
        assertTrue(answer.text().matches("(?s).*<D:timeout>Second-(5\\d|60)</D:timeout>.*"), answer.text());
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
        assertTrue(refreshed.text().matches("(?s).*<D:timeout>Second-(19\\d|200)</D:timeout>.*"), refreshed.text());
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
