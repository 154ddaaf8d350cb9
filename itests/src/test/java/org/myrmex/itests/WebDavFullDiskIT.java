package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.RawHttp.Answer;

/** A peer whose home and share lie on one disk, which is full: what cannot be kept is refused, and what was kept before stays. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebDavFullDiskIT {
    private static final String HERE = "/dav/shares/files/";
    private static final String OLD = "what was here before\n";
    private static final int TRIES = 10;
    /** More than may be left in the last pages of a file. */
    private static final String LARGE = "x".repeat(60_000);

    @TempDir
    static Path folder;

    private static SmallDisk disk;
    private static Path share;
    private static TestPeer peer;
    private static OwnersHttp owner;
    private static String token;
    /** What was made on the full disk, each with its lock; the folders have none. */
    private static final Map<String, String> KEPT = new TreeMap<>();

    @BeforeAll
    static void start() throws Exception {
        SmallDisk.need();
        disk = new SmallDisk(folder, Files.createDirectory(folder.resolve("tools")));
        share = Files.createDirectory(disk.root().resolve("files"));
        Files.writeString(share.resolve("old.txt"), OLD);
        Files.writeString(share.resolve("bare.txt"), OLD);
        peer = TestPeer.start("127.0.1.21", disk.root(), "--share", share.toString());
        owner = new OwnersHttp(peer);
        assertEquals(
                207, owner.tell("PROPPATCH", HERE + "old.txt", property("kept")).status());
        Answer locked = owner.tell("LOCK", HERE + "old.txt", HostileBody.LOCK.with("me"), "Timeout: Second-3600");
        assertEquals(200, locked.status(), locked.text());
        token = locked.headers("Lock-Token").get(0);
    }

    @AfterAll
    static void end() throws Exception {
        if (peer != null) {
            peer.kill();
        }
        if (disk != null) {
            disk.close();
        }
    }

    private static String property(String value) {
        return HostileBody.PROPPATCH.with(value);
    }

    private static Path filler() {
        return disk.root().resolve("filler");
    }

    /** To the last byte. */
    private static void fill() throws IOException {
        byte[] piece = new byte[1 << 20];
        for (int length = piece.length; length > 0; length /= 2) {
            try (OutputStream out =
                    Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(piece, 0, length);
                }
            } catch (IOException full) {
                // the next smaller piece
            }
        }
        assertEquals(0, disk.freeBytes());
    }

    private static Map<String, String> files() throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(share)) {
            for (Path one : all.toList()) {
                files.put(one.getFileName().toString(), Files.isDirectory(one) ? "" : Bytes.sha256(one));
            }
        }
        return files;
    }

    /** What the store has room for in its own file is kept all the same; if so, it is given back once there is more. */
    private static boolean isRefused(String method, String name, String body) throws IOException {
        Answer answer = owner.tell(method, HERE + name, body, "Content-Type: application/xml");
        if (answer.status() == 507 || (answer.status() == 207 && answer.body().contains(" 507 "))) {
            return true;
        }
        assertTrue(answer.status() == 201 || answer.status() == 207, () -> method + ": " + answer.text());
        if (answer.status() == 201) {
            KEPT.put(name, answer.headers("Lock-Token").stream().findFirst().orElse(""));
        }
        return false;
    }

    private static void oldIsThere() throws Exception {
        Answer got = owner.ask("GET", HERE + "old.txt");
        assertEquals(OLD, got.body(), got.text());
        Answer found = owner.ask("PROPFIND", HERE + "old.txt", "Depth: 0");
        assertTrue(found.body().contains(">kept<"), found.text());
        assertTrue(found.body().contains(token.replaceAll("[<>]", "")), found.text());
        assertEquals(423, owner.tell("PUT", HERE + "old.txt", "new").status());
    }

    private static void allOrNothingIsKept() throws Exception {
        Map<String, String> before = files();
        Map<String, Integer> refusals = new TreeMap<>();
        String kept = "";
        for (int i = 0; i < TRIES; i++) {
            fill(); // the store gives back what it needs no more
            assertEquals(507, owner.tell("PUT", HERE + "new-" + i, LARGE).status());
            boolean refused = isRefused("PROPPATCH", "bare.txt", property(LARGE + i));
            kept = refused ? kept : LARGE + i;
            refusals.merge("PROPPATCH", refused ? 1 : 0, Integer::sum);
            refused = isRefused("LOCK", "free-" + i, HostileBody.LOCK.with(LARGE.substring(0, 8_000)));
            refusals.merge("LOCK", refused ? 1 : 0, Integer::sum);
            refused = isRefused("MKCOL", "folder-" + i, HostileBody.MKCOL.with(LARGE));
            refusals.merge("MKCOL", refused ? 1 : 0, Integer::sum);
            oldIsThere();
        }
        System.out.println("refused of " + TRIES + " on a full disk: " + refusals);
        assertTrue(refusals.values().stream().anyMatch(count -> count > 0), "the disk is not full");
        Map<String, String> after = files();
        after.keySet().removeAll(KEPT.keySet());
        assertEquals(before, after);
        String found = owner.ask("PROPFIND", HERE + "bare.txt", "Depth: 0").body();
        assertTrue(kept.isEmpty() ? !found.contains("xxx") : found.contains(">" + kept + "<"), "all of it or nothing");
    }

    private static void allGoesOn(String name) throws Exception {
        oldIsThere();
        for (Map.Entry<String, String> one : KEPT.entrySet()) {
            String target = HERE + one.getKey();
            boolean locked = !one.getValue().isEmpty();
            assertEquals(locked ? 423 : 405, owner.tell("PUT", target, "x").status());
            String condition = locked ? "If: (" + one.getValue() + ")" : "Depth: infinity";
            assertEquals(204, owner.ask("DELETE", target, condition).status());
        }
        KEPT.clear();
        String none = HostileBody.PROPPATCH.with("").replace("D:set>", "D:remove>");
        assertEquals(207, owner.tell("PROPPATCH", HERE + "bare.txt", none).status());
        assertEquals(201, owner.tell("PUT", HERE + name, LARGE).status());
        Answer patched = owner.tell("PROPPATCH", HERE + name, property(LARGE));
        assertTrue(patched.status() == 207 && patched.body().contains(" 200 "), patched.text());
        Answer locked = owner.tell("LOCK", HERE + name, HostileBody.LOCK.with("me"));
        assertEquals(200, locked.status(), locked.text());
        assertEquals(423, owner.tell("PUT", HERE + name, "x").status());
        assertEquals(
                204,
                owner.ask(
                                "UNLOCK",
                                HERE + name,
                                "Lock-Token: " + locked.headers("Lock-Token").get(0))
                        .status());
        assertEquals(LARGE, owner.ask("GET", HERE + name).body());
        assertEquals(204, owner.ask("DELETE", HERE + name).status());
        assertFalse(Files.exists(peer.home().resolve("data/org.myrmex.webdav/kept.mv.broken")), "the store was broken");
    }

    @Test
    @Order(1)
    void whatCannotBeKeptIsRefusedAndNothingIsHalfAndWithRoomAllGoesOn() throws Exception {
        allOrNothingIsKept();
        Files.delete(filler());
        allGoesOn("after.txt");
    }

    @Test
    @Order(2)
    void whoDeletesMakesRoom() throws Exception {
        Files.write(share.resolve("heavy.bin"), new byte[1 << 20]);
        fill();
        assertEquals(507, owner.tell("PUT", HERE + "light.txt", LARGE).status());
        assertEquals(204, owner.ask("DELETE", HERE + "heavy.bin").status());
        assertEquals(201, owner.tell("PUT", HERE + "light.txt", LARGE).status());
        assertEquals(204, owner.ask("DELETE", HERE + "light.txt").status());
        Files.delete(filler());
        allGoesOn("between.txt");
    }

    @Test
    @Order(3)
    void aPeerThatIsKilledOnAFullDiskHasAllThatItHadOnceThereIsRoom() throws Exception {
        allOrNothingIsKept();
        peer.kill();
        Files.delete(filler());
        peer.start();
        owner = new OwnersHttp(peer);
        allGoesOn("later.txt");
    }
}
