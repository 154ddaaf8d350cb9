package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bad start is refused in one line, with the right exit code, before anything is written. */
class RefusedStartTest {
    @TempDir
    Path folder;

    private Distribution distribution;
    private Path home;

    @BeforeEach
    void createDistribution() throws IOException {
        distribution = TestDistribution.create(folder.resolve("distribution"));
        home = folder.resolve("home");
    }

    @Test
    void aGoodStartPasses() throws Exception {
        start();
        assertFalse(Files.exists(home), "the checks alone write nothing");
    }

    @Test
    void aMissingOrUnreadableShareIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(ExitCode.FAILED, "cannot share " + file, "--share", file.toString());
        assertRefused(
                ExitCode.FAILED,
                "it does not exist",
                "--share",
                folder.resolve("nowhere").toString());
    }

    @Test
    void aPluginThatIsNoBundleIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertRefused(ExitCode.FAILED, "cannot read the plugin " + text, "--plugin", text.toString());
        assertRefused(ExitCode.FAILED, "there is no plugin file", "--plugin", folder.toString());
    }

    @Test
    void anAddressOfAnotherMachineIsRefusedWhateverThePort() throws IOException {
        assertRefused(ExitCode.FAILED, "192.0.2.1 is no address of this machine", "--http", "192.0.2.1:0");
    }

    @Test
    void anUnknownFeatureIsWrongUsageAndTheKnownOnesAreNamed() throws IOException {
        assertRefused(ExitCode.WRONG_USAGE, "choose from test", "--feature", "other");
    }

    @Test
    void aCorruptFeatureFileIsRefusedWithItsLine() throws IOException {
        Path file = folder.resolve("distribution/features/test.json");
        Files.writeString(file, "{\n  \"id\": \"x\",\n  \"bundles\": [ oops ]\n}\n");
        assertRefused(ExitCode.FAILED, file + ", line 3, column ");
        Files.writeString(file, "{\"bundles\": [{\"id\": \"a:b:1\"}]}");
        assertRefused(ExitCode.FAILED, "bundle a:b:1 has no sha-256");
        Files.writeString(file, "{\"bundles\": []}");
        assertRefused(ExitCode.FAILED, "it names no bundles");
    }

    @Test
    void aChangedJarIsRefusedByName() throws IOException {
        TestDistribution.writeFeature(folder.resolve("distribution"), "0".repeat(64));
        assertRefused(ExitCode.FAILED, "test.commands-1.jar is not the file that feature test was built with");
    }

    @Test
    void aMissingJarIsRefusedByName() throws IOException {
        Files.delete(folder.resolve("distribution/repository/org/myrmex/test.commands/1/test.commands-1.jar"));
        assertRefused(ExitCode.FAILED, "needs the missing file ");
    }

    @Test
    void aHomeBelowAFileIsRefused() throws IOException {
        home = Files.createFile(folder.resolve("file")).resolve("home");
        assertRefused(ExitCode.FAILED, "cannot write to " + home);
    }

    @Test
    void corruptConfigurationIsRefusedWithFileLineAndColumn() throws IOException {
        Path file = conf("org.myrmex.mesh", "{\n  \"listen\": \n}\n");
        assertRefused(ExitCode.FAILED, file + ", line 3, column 1: ");
        Files.writeString(file, "[1, 2]");
        assertRefused(ExitCode.FAILED, file + ", line 1, column ");
        Files.writeString(file, "{\"a\": 1} {\"b\": 2}");
        assertRefused(ExitCode.FAILED, "something follows the JSON object");
        Files.writeString(file, "{\"a\": 1, \"a\": 2}");
        assertRefused(ExitCode.FAILED, file + ", line 1, column ");
        Files.writeString(file, "");
        assertRefused(ExitCode.FAILED, "it does not hold a JSON object");
    }

    @Test
    void aTakenPortIsRefusedWhereverItWasNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            String cause = "port " + port + " on 127.0.0.1 is taken";
            assertRefused(ExitCode.FAILED, cause, "--http", port);
            assertRefused(ExitCode.FAILED, cause, "--listen", "127.0.0.1:" + port);
            conf("org.myrmex.mesh", "{\"listen\": [\"tls://127.0.0.1:" + port + "\"]}");
            assertRefused(ExitCode.FAILED, cause);
        }
    }

    @Test
    void onePortForTwoPurposesIsRefused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertRefused(ExitCode.FAILED, "is taken", "--http", "127.0.0.1:" + port, "--listen", "127.0.0.1:" + port);
    }

    @Test
    void anAddressOfAnotherMachineIsRefused() throws IOException {
        assertRefused(ExitCode.FAILED, "192.0.2.1 is no address of this machine", "--http", "192.0.2.1:7080");
    }

    @Test
    void aWrongAddressInTheConfigurationNamesItsFile() throws IOException {
        conf("org.apache.felix.http", "{\"org.osgi.service.http.port\": 70800}");
        assertRefused(ExitCode.FAILED, "correct conf/org.apache.felix.http.json");
    }

    @Test
    void aSecondStartIsRefusedWithThePidOfTheFirst() throws Exception {
        new Home(home).create();
        try (HomeLock first = HomeLock.take(new Home(home))) {
            first.announce();
            assertRefused(
                    ExitCode.FAILED, "a peer (pid " + ProcessHandle.current().pid() + ") is running on " + home);
        }
        start();
    }

    @Test
    void aPeerThatCrashedLeavesNothingInTheWay() throws Exception {
        new Home(home).create();
        Files.createFile(new Home(home).lockFile());
        Files.writeString(new Home(home).pidFile(), "1\n");
        Files.writeString(new Home(home).httpFile(), "http://127.0.0.1:1\n");
        StartCheck.Passed passed = start();
        try (HomeLock lock = passed.lock().orElseThrow()) {
            lock.announce();
            assertFalse(Files.exists(new Home(home).httpFile()));
        }
        assertFalse(Files.exists(new Home(home).pidFile()));
    }

    private StartCheck.Passed start(String... arguments) throws Refusal {
        List<String> all = new ArrayList<>(List.of("--feature", TestDistribution.FEATURE));
        all.addAll(List.of(arguments));
        return new StartCheck(distribution, new Home(home), UpParser.parse(all)).run();
    }

    private Path conf(String pid, String text) throws IOException {
        Files.createDirectories(home.resolve("conf"));
        return Files.writeString(home.resolve("conf").resolve(pid + ".json"), text);
    }

    private void assertRefused(int exitCode, String words, String... arguments) throws IOException {
        var before = Listing.of(folder);
        Refusal refusal = assertThrows(Refusal.class, () -> start(arguments));
        assertEquals(exitCode, refusal.exitCode(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("; "), refusal.getMessage());
        assertEquals(before, Listing.of(folder));
    }
}
