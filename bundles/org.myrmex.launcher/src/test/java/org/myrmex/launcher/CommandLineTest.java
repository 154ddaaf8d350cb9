package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final String ID = "a".repeat(51) + "q";

    @Test
    void homeMayStandBeforeOrAfterTheWordAndTheRestStaysUntouched() throws Refusal {
        Invocation before = Invocation.parse(List.of("--home", "/h", "get", "x", "-o", "f"), Map.of());
        Invocation after = Invocation.parse(List.of("get", "x", "--home=/h", "-o", "f"), Map.of());
        assertEquals(before, after);
        assertEquals(Path.of("/h"), before.home());
        assertEquals(Optional.of("get"), before.word());
        assertEquals(List.of("x", "-o", "f"), before.arguments());
    }

    @Test
    void afterTwoDashesHomeIsAWordLikeAnyOther() throws Refusal {
        Invocation invocation = Invocation.parse(List.of("search", "--", "--home", "garden"), Map.of());
        assertEquals(List.of("--", "--home", "garden"), invocation.arguments());
    }

    @Test
    void theEnvironmentNamesTheHomeUnlessAnOptionDoes() throws Refusal {
        Map<String, String> environment = Map.of("MYRMEX_HOME", "/e");
        assertEquals(Path.of("/e"), Invocation.parse(List.of("up"), environment).home());
        assertEquals(
                Path.of("/h"),
                Invocation.parse(List.of("up", "--home", "/h"), environment).home());
        assertTrue(Invocation.parse(List.of("up"), Map.of()).home().endsWith(".myrmex"));
    }

    @Test
    void anOptionWithoutItsValueIsWrongUsage() {
        assertUsage(() -> Invocation.parse(List.of("up", "--home"), Map.of()));
        assertUsage(() -> UpParser.parse(List.of("--http")));
        assertUsage(() -> UpParser.parse(List.of("--share", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--frobnicate", "-x", "word", "--http", "--peer=", "--share=", "--feature=../x", "--routing=a b"
            })
    void whatUpDoesNotKnowIsWrongUsage(String argument) {
        assertUsage(() -> UpParser.parse(List.of(argument)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "-1", "65536", "1:2:3", ":80", "::1:80", "127.0.0.1:", "127.0.0.1:+80", "99999999999"})
    void aWrongPortIsWrongUsage(String text) {
        assertUsage(() -> UpParser.parse(List.of("--http", text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:7081",
                "http://localhost:7081",
                "tls://localhost",
                "tls://:7081",
                "tls://localhost:0",
                "tls://localhost:65536",
                "tls://::1:7081",
                "tls://localhost:7081#short",
                "tls://localhost:7081#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "tls://localhost:7081#aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
                "tls://user@localhost:7081",
                "tls://localhost:7081/path"
            })
    void aWrongPeerAddressIsWrongUsage(String uri) {
        assertUsage(() -> UpParser.parse(List.of("--peer", uri)));
    }

    @Test
    void everyOptionReachesTheConfigurationOfItsBundle() throws Refusal {
        List<String> peers = List.of("tls://127.0.0.1:7081", "tls://[::1]:1#" + ID, "tls://peer.example:65535");
        UpOptions options = UpParser.parse(List.of(
                "--http",
                "0",
                "--listen",
                "127.0.1.1:7081",
                "--routing=ant",
                "--share",
                "/a",
                "--share",
                "/b/../c",
                "--peer",
                peers.get(0),
                "--peer",
                peers.get(1),
                "--peer=" + peers.get(2),
                "--feature",
                "relay"));
        var layer = options.configuration();
        assertEquals(
                Map.of("org.apache.felix.http.host", "127.0.0.1", "org.osgi.service.http.port", 0L),
                layer.get("org.apache.felix.http"));
        assertEquals(Map.of("listen", "tls://127.0.1.1:7081", "routing", "ant"), layer.get("org.myrmex.mesh"));
        assertArrayEquals(peers.toArray(), (String[])
                layer.get("org.myrmex.discovery.known").get("peers"));
        assertArrayEquals(new String[] {"/a", "/c"}, (String[])
                layer.get("org.myrmex.sharing").get("shares"));
        assertEquals("relay", options.feature());
    }

    @Test
    void whatWasNotSaidIsNotInTheLayer() throws Refusal {
        assertTrue(UpParser.parse(List.of()).configuration().isEmpty());
        assertFalse(
                UpParser.parse(List.of("--http", "[::1]:80")).configuration().containsKey("org.myrmex.mesh"));
    }

    @Test
    void anAddressOfVersionSixKeepsItsBracketsInAUri() throws Refusal {
        assertEquals(
                "tls://[::1]:80", HostPort.parse("--listen", "[::1]:80", "").asUri("tls"));
    }

    private static void assertUsage(org.junit.jupiter.api.function.Executable call) {
        assertEquals(ExitCode.WRONG_USAGE, assertThrows(Refusal.class, call).exitCode());
    }
}
