package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot be says so in one line, exits with the right code and has changed nothing on the disk. */
class BadStartIT {
    @TempDir
    Path scratch;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void prepareHome() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
    }

    @Test
    void anUnknownOption() throws Exception {
        assertRefused(2, "unknown option --frobnicate", "up", "--frobnicate");
    }

    @Test
    void aWrongPeerAddress() throws Exception {
        assertRefused(2, "wrong peer address 'http://127.0.0.1'", "up", "--peer", "http://127.0.0.1");
    }

    @Test
    void anUnreadableShare() throws Exception {
        assertRefused(1, "cannot share " + folder.resolve("none"), "up", "--share", "" + folder.resolve("none"));
    }

    @Test
    void aTakenPort() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertRefused(1, "port " + port + " on 127.0.0.1 is taken", "up", "--http", "" + port, "--listen", "0");
            assertRefused(
                    1, "port " + port + " on 127.0.0.1 is taken", "up", "--http", "0", "--listen", "127.0.0.1:" + port);
        }
    }

    @Test
    void corruptConfiguration() throws Exception {
        Path file = Files.createDirectory(home.resolve("conf")).resolve("org.myrmex.mesh.json");
        Files.writeString(file, "{\n  \"wantedDegree\": five\n}\n");
        assertRefused(1, file + ", line 2, column ", "up", "--http", "0", "--listen", "0");
    }

    @Test
    void aRoutingProtocolThatIsNotThere() throws Exception {
        Myrmex refused = Myrmex.run(Myrmex.DISTRIBUTION, scratch, up("--routing", "nope"));
        assertLine(refused, 1, "there is no routing protocol of the name");
    }

    @Test
    void aHomeThatCannotBe() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        home = file.resolve("home");
        assertRefused(1, "cannot write to " + home, "up", "--http", "0", "--listen", "0");
    }

    @Test
    void aReadOnlyHome() throws Exception {
        home = Path.of("/proc/self/fd"); // Not writable for anybody, root included.
        assertRefused(1, "cannot write to " + home, "up", "--http", "0", "--listen", "0");
    }

    @Test
    void aCorruptFeatureFile() throws Exception {
        Path copy = copyOfDistribution();
        Path file = copy.resolve("features/peer.json");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        var before = FileListing.of(folder);
        assertLine(Myrmex.run(copy, scratch, up()), 1, file + ", line ");
        assertEquals(before, FileListing.of(folder));
    }

    @Test
    void aChangedBundle() throws Exception {
        Path copy = copyOfDistribution();
        Path jar;
        try (Stream<Path> files = Files.walk(copy.resolve("repository"))) {
            jar = files.filter(file -> file.getFileName().toString().startsWith("org.myrmex.mesh-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 2] ^= 1;
        Files.write(jar, bytes);
        var before = FileListing.of(folder);
        assertLine(Myrmex.run(copy, scratch, up()), 1, jar + " is not the file");
        assertEquals(before, FileListing.of(folder));
    }

    @Test
    void aSecondStartOnTheSameHomeNamesThePidOfTheFirst() throws Exception {
        try (Myrmex first = Myrmex.start(Myrmex.DISTRIBUTION, scratch, up())) {
            first.awaitWelcome();
            var before = FileListing.of(home.resolve("run"));
            assertLine(
                    Myrmex.run(Myrmex.DISTRIBUTION, scratch, up()),
                    1,
                    "a peer (pid " + first.pid() + ") is running on " + home);
            assertEquals(before, FileListing.of(home.resolve("run")));
            first.terminate();
            assertEquals(0, first.exitCode());
        }
    }

    @Test
    void aCommandWithoutAPeer() throws Exception {
        assertRefused(3, "no peer is running on " + home, "status");
    }

    @Test
    void aWrongWordOptionOrNothingNeedsNoPeer() throws Exception {
        assertRefused(2, "unknown option --frobnicate", "--frobnicate");
        Myrmex help = Myrmex.run(Myrmex.DISTRIBUTION, scratch, List.of("--home", home.toString()));
        assertEquals(0, help.exitCode());
        assertTrue(help.out().startsWith("usage: myrmex "), help.out());
    }

    private List<String> up(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("up", "--home", home.toString(), "--http", "0", "--listen", "127.0.0.1:0"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Path copyOfDistribution() throws IOException {
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(Myrmex.DISTRIBUTION)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(Myrmex.DISTRIBUTION.relativize(file).toString());
                Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private void assertRefused(int exitCode, String words, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(arguments));
        var before = FileListing.of(folder);
        assertLine(Myrmex.run(Myrmex.DISTRIBUTION, scratch, all), exitCode, words);
        assertEquals(before, FileListing.of(folder));
    }

    private static void assertLine(Myrmex myrmex, int exitCode, String words) throws Exception {
        String err = myrmex.err();
        assertEquals(exitCode, myrmex.exitCode(), err);
        assertTrue(err.startsWith("myrmex: ") && err.contains(words), err);
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.contains("; "), "what to do: " + err);
        assertFalse(err.contains("Exception"), err);
        assertEquals("", myrmex.out());
    }
}
