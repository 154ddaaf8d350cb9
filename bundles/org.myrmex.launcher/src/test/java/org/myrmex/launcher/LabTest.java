package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTest {
    private final PrintStream stdout = System.out;
    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path root;

    private Lab lab;

    @BeforeEach
    void unpack() throws IOException {
        Distribution distribution = TestDistribution.create(root);
        Files.copy(root.resolve("features/test.json"), root.resolve("features/lab.json"));
        lab = new Lab(
                distribution,
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void speakAgain() {
        System.setOut(stdout);
        System.setErr(stderr);
    }

    @Test
    void theCommandGetsEveryWordButThePlugins() throws Exception {
        Path plugin = root.resolve("plugin.jar");
        TestDistribution.writeBundle(plugin, "plugin", Quiet.class);
        assertEquals(0, lab.run(List.of("mesh", "--plugin", plugin.toString(), "--nodes", "100")));
        assertTrue(said().startsWith("[lab, mesh, --nodes, 100] of lab with plugin in /"), said());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theHomeIsGoneAfterwardsHoweverItEnds() throws Exception {
        lab.run(List.of("mesh"));
        assertGone();
        assertThrows(Refusal.class, () -> lab.run(List.of("fail")));
        assertGone();
    }

    @Test
    void nothingThatBundlesPrintIsSeen() throws Exception {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        lab.run(List.of("print"));
        assertEquals("", seen.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatGoesWrongIsOneLine() {
        Refusal failed = assertThrows(Refusal.class, () -> lab.run(List.of("fail")));
        assertEquals(ExitCode.FAILED, failed.exitCode());
        assertEquals("the lab failed (java.lang.IllegalStateException: first second); report it", failed.getMessage());
        Refusal full = assertThrows(Refusal.class, () -> lab.run(List.of("fill")));
        assertTrue(full.getMessage().startsWith("this needs more memory than the "), full.getMessage());
    }

    @Test
    void aPluginThatIsNoBundleStartsNothing() throws IOException {
        Path text = Files.writeString(root.resolve("plugin.txt"), "no jar");
        for (Path wrong : List.of(text, root.resolve("none.jar"))) {
            Refusal refusal = assertThrows(Refusal.class, () -> lab.run(List.of("--plugin=" + wrong, "mesh")));
            assertEquals(ExitCode.FAILED, refusal.exitCode());
            assertTrue(refusal.getMessage().contains(wrong.toString()), refusal.getMessage());
        }
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPluginWithoutItsFileIsWrongUsage() {
        for (List<String> wrong : List.of(List.of("mesh", "--plugin"), List.of("--plugin=", "mesh"))) {
            assertEquals(
                    ExitCode.WRONG_USAGE,
                    assertThrows(Refusal.class, () -> LabArguments.take(wrong)).exitCode());
        }
    }

    @Test
    void afterTwoDashesAPluginIsAWordLikeAnyOther() throws Refusal {
        assertEquals(
                List.of("lab", "--", "--plugin", "x"),
                LabArguments.take(List.of("--", "--plugin", "x")).command());
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void assertGone() {
        String last = said().strip();
        Path home = Path.of(last.substring(last.lastIndexOf(" in ") + " in ".length()));
        assertTrue(home.getFileName().toString().startsWith("myrmex-lab-"), said());
        assertFalse(Files.exists(home), "left over: " + home);
    }

    /** A plugin that does nothing. */
    public static final class Quiet implements org.osgi.framework.BundleActivator {
        @Override
        public void start(org.osgi.framework.BundleContext context) {}

        @Override
        public void stop(org.osgi.framework.BundleContext context) {}
    }
}
