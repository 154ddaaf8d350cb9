package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a search among thirteen peers, opened by the programs of others; and what merely walks by and asks nobody. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebDavSearchFolderIT {
    private static final int PEERS = 13;
    /** Each peer but the first knows one; so many know the same. */
    private static final int BRANCHES = 3;

    private static final List<Integer> GIVERS = List.of(1, 5, 8, 12);
    private static final String WORD = "zebraquagga";
    private static final int BYTES = 300_000;
    /** All queries that came to a peer, its own not counted. */
    private static final String QUERIES = "routing_query_received_total";

    private static final int LIMIT_SECONDS = 60;

    @TempDir
    static Path folder;

    private static final List<TestPeer> ALL = new ArrayList<>();
    private static final Map<String, String> SHARED = new TreeMap<>();
    private static Drive drive;
    private static Rclone rclone;

    @BeforeAll
    static void startAll() throws Exception {
        Tools.need("curl", "curl");
        // davfs2 goes through it as a user of its own
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        for (int i = 1; i <= PEERS; i++) {
            List<String> options = new ArrayList<>();
            if (i > 1) {
                TestPeer known = ALL.get((i - 2) / BRANCHES);
                known.awaitUp();
                options.addAll(List.of("--peer", known.uri()));
            }
            if (GIVERS.contains(i)) {
                Path share = Files.createDirectory(folder.resolve("share" + i));
                Path file = Bytes.random(share.resolve(WORD + " " + i + ".bin"), BYTES + i, i);
                SHARED.put(file.getFileName().toString(), Bytes.sha256(file));
                options.addAll(List.of("--share", share.toString()));
            }
            ALL.add(TestPeer.launch("127.0." + i + ".1", folder, options.toArray(String[]::new)));
        }
        for (TestPeer peer : ALL) {
            peer.awaitUp();
            peer.awaitLinks(1);
        }
        drive = new Drive(ALL.get(PEERS - 1), folder);
        rclone = new Rclone(drive, "none", folder, "other");
    }

    @AfterAll
    static void endAll() {
        ALL.forEach(TestPeer::close);
    }

    private static long queries() throws Exception {
        long sum = 0;
        for (TestPeer peer : ALL) {
            sum += peer.figure(QUERIES);
        }
        return sum;
    }

    @Test
    @Order(1)
    void walkingByAsksNobody() throws Exception {
        long before = queries();
        walkBy();
        assertEquals(before, queries());
    }

    /** As people, file managers and indexers do. */
    private static void walkBy() throws Exception {
        drive.ask("/network/search/", "-X", "PROPFIND", "-H", "Depth: 1");
        String listed = rclone.say("lsf", "-R", "drive:");
        assertTrue(listed.contains("network/search/"), listed);
        try (Mounted all = new Davfs(drive, "", Files.createTempDirectory(folder, "walk")).mount()) {
            String found =
                    Program.say(folder, Map.of(), List.of("find", all.path().toString()));
            assertTrue(found.contains("/network/search") && found.contains("/network/content"), found);
            for (String probed : List.of(".hidden", ".Trash-0", ".DS_Store", "desktop.ini")) {
                assertTrue(!Files.exists(all.path().resolve("network/search").resolve(probed)), probed);
            }
            all.unmount();
        }
    }

    @Test
    @Order(2)
    void theFolderHoldsWhatSeveralPeersHaveAndBothProgramsCopyIt() throws Exception {
        long before = queries();
        String search = "network/search/" + WORD;
        Set<String> names = new TreeSet<>();
        for (int i = 0; !names.equals(SHARED.keySet()); i++) {
            assertTrue(i < LIMIT_SECONDS, "found only " + names);
            TimeUnit.MILLISECONDS.sleep(i == 0 ? 0 : 1_000);
            names = rclone.say("lsf", "drive:" + search).lines().collect(Collectors.toCollection(TreeSet::new));
        }
        long asked = queries();
        assertTrue(asked > before, "the network was asked");

        Path copied = folder.resolve("copied");
        rclone.say("copy", "drive:" + search, copied.toString());
        assertEquals(SHARED, hashes(copied));
        try (Mounted all = new Davfs(drive, "", Files.createTempDirectory(folder, "copy")).mount()) {
            Path taken = Files.createDirectory(folder.resolve("taken"));
            Program.say(folder, Map.of(), List.of("cp", "-r", all.path().resolve(search) + "/.", taken.toString()));
            assertEquals(SHARED, hashes(taken));
            all.unmount();
        }
        walkBy();
        System.out.println("one search among " + PEERS + " peers: " + (asked - before) + " queries came to them; "
                + SHARED.size() + " files copied twice and a walk over all of it: " + (queries() - asked) + " more");
    }

    private static Map<String, String> hashes(Path in) throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(in)) {
            for (Path file : files.toList()) {
                hashes.put(file.getFileName().toString(), Bytes.sha256(file));
            }
        }
        return hashes;
    }
}
