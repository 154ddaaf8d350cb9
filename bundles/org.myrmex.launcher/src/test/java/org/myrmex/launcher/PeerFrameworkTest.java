package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

class PeerFrameworkTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Feature.Verified feature;

    @BeforeEach
    void createDistribution() throws Exception {
        feature = TestDistribution.create(folder.resolve("distribution")).feature(TestDistribution.FEATURE);
    }

    @Test
    void bundlesSeeHomeFeatureAndBothLayersOfConfiguration() throws Exception {
        Map<String, Map<String, Object>> commandLine = Map.of("org.myrmex.mesh", Map.of("listen", "tls://0.0.0.0:1"));
        try (PeerFramework peer = PeerFramework.start(spec("a", commandLine, List.of()))) {
            assertEquals(
                    List.of(
                            "home " + folder.resolve("a"),
                            "feature test",
                            "layers {org.myrmex.test/list=a+b, org.myrmex.test/number=7, org.myrmex.test/where="
                                    + folder.resolve("a") + "/x}{org.myrmex.mesh/listen=tls://0.0.0.0:1}"),
                    welcome(peer));
        }
    }

    @Test
    void severalPeersRunInOneProcess() throws Exception {
        try (PeerFramework a = PeerFramework.start(spec("a", Map.of(), List.of()));
                PeerFramework b = PeerFramework.start(spec("b", Map.of(), List.of()))) {
            assertEquals("home " + folder.resolve("a"), welcome(a).get(0));
            assertEquals("home " + folder.resolve("b"), welcome(b).get(0));
        }
    }

    @Test
    void aCommandThatStopsTheFrameworkEndsTheWait() throws Exception {
        try (PeerFramework peer = PeerFramework.start(spec("a", Map.of(), List.of()))) {
            int code = peer.commands(LIMIT).run(List.of("down"), folder, line -> {}, line -> {});
            peer.awaitStop();
            assertEquals(0, code);
        }
    }

    @Test
    void aPluginIsCopiedSoThatItsFileMayBeReplaced() throws Exception {
        Path plugin = folder.resolve("plugin.jar");
        TestDistribution.writeBundle(plugin, "test.plugin", TestCommands.class);
        try (PeerFramework peer = PeerFramework.start(spec("a", Map.of(), List.of(plugin)))) {
            Files.delete(plugin);
            assertEquals(
                    "test.plugin",
                    peer.context().getBundle(plugin.toUri().toString()).getSymbolicName());
            assertTrue(folder.resolve("a/cache/framework").toFile().isDirectory());
        }
    }

    @Test
    void aBundleThatDoesNotStartIsNamedInOneLine() throws Exception {
        Path plugin = folder.resolve("plugin.jar");
        TestDistribution.writeBundle(plugin, "test.failing", FailingActivator.class);
        Refusal refusal = assertThrows(Refusal.class, () -> PeerFramework.start(spec("a", Map.of(), List.of(plugin))));
        assertTrue(
                refusal.getMessage().startsWith("bundle test.failing does not start (no room left);"),
                refusal.getMessage());
    }

    @Test
    void aBundleThatDoesNotStopHoldsUpNobodyForLong() throws Exception {
        Path plugin = folder.resolve("plugin.jar");
        TestDistribution.writeBundle(plugin, "test.stubborn", StubbornActivator.class);
        PeerFramework peer = PeerFramework.start(spec("a", Map.of(), List.of(plugin)));
        int code = peer.commands(LIMIT).run(List.of("down"), folder, line -> {}, line -> {});
        assertEquals(0, code);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            peer.awaitStop();
            peer.close(); // Waits no second time.
        });
        assertEquals(Bundle.STOPPING, peer.context().getBundle(0).getState());
    }

    @Test
    void withoutCommandsTheStartFailsAndSaysWhatIsMissing() throws Exception {
        try (PeerFramework peer = PeerFramework.start(spec("a", Map.of(), List.of()))) {
            peer.context().getBundle(feature.jars().get(0).toUri().toString());
            for (var bundle : peer.context().getBundles()) {
                if (bundle.getSymbolicName().equals("test.commands")) {
                    bundle.stop();
                }
            }
            Refusal refusal = assertThrows(Refusal.class, () -> peer.commands(Duration.ofMillis(1)));
            assertTrue(refusal.getMessage().contains("not active: test.commands;"), refusal.getMessage());
        }
    }

    private PeerSpec spec(String name, Map<String, Map<String, Object>> commandLine, List<Path> plugins)
            throws Refusal {
        Home home = new Home(folder.resolve(name));
        home.create();
        return new PeerSpec(home, "1", feature, commandLine, plugins);
    }

    private static List<String> welcome(PeerFramework peer) throws Exception {
        List<String> lines = new ArrayList<>();
        assertEquals(0, peer.commands(LIMIT).run(List.of("welcome"), Path.of("/"), lines::add, lines::add));
        return lines;
    }

    /** Runs inside the framework. */
    public static final class StubbornActivator implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            // Its stop is what matters.
        }

        @Override
        public void stop(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** Runs inside the framework. */
    public static final class FailingActivator implements BundleActivator {
        @Override
        public void start(BundleContext context) throws IOException {
            throw new IOException("no room left");
        }

        @Override
        public void stop(BundleContext context) {
            // Never started.
        }
    }
}
