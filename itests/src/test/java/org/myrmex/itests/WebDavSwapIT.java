package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.RawHttp.Answer;

/** The facade is replaced while files come and go through it. */
class WebDavSwapIT {
    private static final int BYTES = 16 << 20;
    /** So that both are in the middle when the bundle goes. */
    private static final String PACE = "1M";

    private static final String NAME = "org.myrmex.webdav";
    private static final String HERE = "/dav/shares/files/";
    private static final int LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    private Path share;
    private Drive drive;

    @Test
    void eachFileIsTheOldOneOrTheNewOneAndLocksAreStillThere() throws Exception {
        Tools.need("curl", "curl");
        share = Files.createDirectory(folder.resolve("files"));
        Path large = Bytes.random(share.resolve("large.bin"), BYTES, 1);
        Path upload = Bytes.random(folder.resolve("upload.bin"), BYTES, 2);
        Path replaced = Files.writeString(share.resolve("replaced.bin"), "old");
        Files.writeString(share.resolve("locked.txt"), "old");
        try (TestPeer peer = TestPeer.start("127.0.1.22", folder, "--share", share.toString())) {
            drive = new Drive(peer, folder);
            OwnersHttp owner = new OwnersHttp(peer);
            String token =
                    lock(owner, HERE + "locked.txt").headers("Lock-Token").get(0);
            Path got = folder.resolve("got.bin");
            try (Program get = drive.begin("/shares/files/large.bin", "-o", got.toString(), "--limit-rate", PACE);
                    Program put = drive.begin(
                            "/shares/files/replaced.bin", "-T", upload.toString(), "--limit-rate", PACE, "-f")) {
                awaitMiddle(got);
                awaitUpload();
                assertTrue(get.isAlive() && put.isAlive(), "both are in the middle");
                peer.say("plugin", "update", NAME, jar().toString());
                Answer locked = lock(owner, HERE + "large.bin");
                boolean whole = get.exitCode(LIMIT_SECONDS) == 0;
                assertEquals(whole ? -1 : Files.size(got), Files.mismatch(got, large), "all of it, or its beginning");
                boolean taken = put.exitCode(LIMIT_SECONDS) == 0;
                System.out.println(
                        "while the facade was replaced: GET " + (whole ? "whole" : "broke off at " + Files.size(got))
                                + ", PUT " + (taken ? "taken" : "refused") + ", LOCK " + locked.status());
                awaitNoUpload();
                if (taken) {
                    assertEquals(-1, Files.mismatch(replaced, upload));
                } else {
                    // the last moment may fall between the new file and its answer
                    assertTrue(
                            Files.readString(replaced, StandardCharsets.ISO_8859_1)
                                            .equals("old")
                                    || Files.mismatch(replaced, upload) < 0,
                            "half a file");
                }
            }
            awaitFacade(owner);
            assertEquals(423, owner.tell("PUT", HERE + "locked.txt", "new").status(), "its lock is still there");
            assertEquals(
                    204,
                    owner.tell("PUT", HERE + "locked.txt", "new", "If: (" + token + ")")
                            .status());
            assertEquals("new", owner.ask("GET", HERE + "locked.txt").body());
            assertEquals(List.of(), faults(peer));
        }
    }

    /** Also in the moment when nobody answers, which is said. */
    private static Answer lock(OwnersHttp owner, String target) throws Exception {
        Answer answer = owner.tell("LOCK", target, HostileBody.LOCK.with("me"), "Timeout: Second-600");
        assertTrue(List.of(200, 404, 503).contains(answer.status()), answer.text());
        return answer;
    }

    private static void awaitFacade(OwnersHttp owner) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (owner.ask("GET", HERE + "locked.txt").status() != 200) {
            assertTrue(System.nanoTime() < end, "it does not come back");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void awaitMiddle(Path got) throws Exception {
        for (int i = 0; !Files.exists(got) || Files.size(got) < BYTES / 8; i++) {
            assertTrue(i < 3_000, "it does not get so far");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private boolean isUploading() throws Exception {
        try (Stream<Path> all = Files.walk(share)) {
            return all.anyMatch(one -> one.getFileName().toString().startsWith(".myrmex-"));
        }
    }

    private void awaitUpload() throws Exception {
        for (int i = 0; !isUploading(); i++) {
            assertTrue(i < 3_000, "it never begins");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void awaitNoUpload() throws Exception {
        for (int i = 0; isUploading(); i++) {
            assertTrue(i < 3_000, "half a file stays");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static List<String> faults(TestPeer peer) throws Exception {
        String log = Files.readString(peer.home().resolve("logs/myrmex.log"));
        assertFalse(log.contains("large.bin"), log);
        Pattern loud = Pattern.compile("\\b(WARN|ERROR)\\b");
        return log.lines()
                .filter(line -> loud.matcher(line).find())
                .filter(line -> !line.contains("1 plugin in the plugins folder")) // the newer version itself
                .toList();
    }

    private static Path jar() throws Exception {
        try (Stream<Path> files = Files.walk(Myrmex.DISTRIBUTION.resolve("repository"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(NAME + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
