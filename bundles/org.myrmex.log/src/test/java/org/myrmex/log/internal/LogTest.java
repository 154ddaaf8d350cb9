package org.myrmex.log.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Dictionary;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ops4j.pax.logging.PaxContext;
import org.ops4j.pax.logging.PaxLogger;
import org.ops4j.pax.logging.PaxMarker;
import org.osgi.framework.FrameworkUtil;

class LogTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private static final int MAX_FILE_BYTES = 20_000;

    @TempDir
    Path folder;

    private LogFile file;
    private Log log;

    @BeforeEach
    void open() {
        file = new LogFile(folder, MAX_FILE_BYTES);
        log = new Log(file, NOON);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void placeholdersAreFilledAndTheLastThrowableIsPrinted() throws IOException {
        logger("org.myrmex.mesh").warn("link {} of {} is down", 3, 5, new IOException("reset"));
        String text = Files.readString(file.file(0));
        assertTrue(text.startsWith("2026-11-21T12:00:00Z WARN  org.myrmex.mesh: link 3 of 5 is down\n"), text);
        assertTrue(text.contains("java.io.IOException: reset\n   at "), text);
    }

    @Test
    void aWrappersCallAndAMarkedCallWriteTheirMessageAlone() throws IOException {
        PaxLogger logger = logger("org.myrmex.mesh");
        logger.fqinfo("a.Wrapper", "wrapped");
        logger.fqinfo("a.Wrapper", null, "marked", new IOException("why"));
        logger.error((PaxMarker) null, "plain {}", "word");
        assertEquals(
                3,
                Files.readAllLines(file.file(0)).stream()
                        .filter(line -> line.endsWith(": wrapped")
                                || line.endsWith(": marked")
                                || line.endsWith(": plain word"))
                        .count(),
                Files.readString(file.file(0)));
    }

    @Test
    void librariesAreHeardOnlyFromWarningsOn() {
        assertFalse(logger("org.eclipse.jetty.server.Server").isInfoEnabled());
        assertTrue(logger("org.eclipse.jetty.server.Server").isWarnEnabled());
        assertTrue(logger("org.myrmex.mesh.Loop").isInfoEnabled());
        assertFalse(logger("org.myrmex.mesh.Loop").isDebugEnabled());
        assertFalse(logger("org.myrmexish").isInfoEnabled());
    }

    @Test
    void theLongestPrefixDecides() {
        log.levels(Levels.of(levels("org.myrmex.mesh=debug", "org.myrmex.mesh.Noisy=error")));
        assertTrue(logger("org.myrmex.mesh.Loop").isDebugEnabled());
        assertFalse(logger("org.myrmex.mesh.Noisy").isWarnEnabled());
        assertFalse(logger("org.myrmex.channel").isDebugEnabled());
    }

    @Test
    void aRuleWithoutANameIsForAllLoggers() {
        log.levels(Levels.of(levels("debug")));
        assertTrue(logger("org.myrmex.mesh.Loop").isDebugEnabled());
        assertTrue(logger("org.eclipse.jetty.server.Server").isDebugEnabled());
    }

    @Test
    void theLibraryThatNamesOtherMachinesSpeaksOnlyWhenARuleNamesIt() {
        assertFalse(logger("javax.jmdns.impl.DNSIncoming").isWarnEnabled());
        log.levels(Levels.of(levels("debug")));
        assertFalse(logger("javax.jmdns.impl.DNSIncoming").isWarnEnabled());
        log.levels(Levels.of(levels("debug", "javax.jmdns=debug")));
        assertTrue(logger("javax.jmdns.impl.DNSIncoming").isDebugEnabled());
    }

    @Test
    void anUnknownLevelIsRefused() {
        var properties = levels("org.myrmex=loud");
        assertThrows(IllegalArgumentException.class, () -> Levels.of(properties));
    }

    @Test
    void fullFilesRotateAndTheOldestGoes() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            logger("org.myrmex.mesh").info("entry {} with words that take some room in the file", i);
        }
        assertTrue(Files.readString(file.file(0)).contains("entry 1999 "));
        assertTrue(Files.readString(file.file(4)).contains("entry "));
        assertFalse(Files.exists(file.file(5)));
        for (int age = 0; age < LogFile.MAX_FILES; age++) {
            assertTrue(Files.size(file.file(age)) <= MAX_FILE_BYTES);
        }
    }

    @Test
    void aSecondStartAppends() throws IOException {
        logger("org.myrmex.mesh").info("first");
        file.close();
        logger("org.myrmex.mesh").info("second");
        assertEquals(2, Files.readAllLines(file.file(0)).size());
    }

    @Test
    void aMessageCannotForgeAnEntry() throws IOException {
        logger("org.myrmex.mesh").info("name\n2026-11-21T12:00:00Z ERROR forged \033[2J");
        assertEquals(1, Files.readAllLines(file.file(0)).size());
        assertFalse(Files.readString(file.file(0)).contains("\033"));
    }

    @Test
    void anExceptionCannotForgeAnEntry() throws IOException {
        logger("org.myrmex.mesh")
                .warn("failed", new IOException("reset\n2026-11-21T12:00:00Z ERROR forged \033[2J\u009b"));
        String text = Files.readString(file.file(0));
        assertEquals(1, text.lines().filter(line -> line.startsWith("2026")).count(), text);
        assertFalse(text.contains("\033") || text.contains("\u009b"), text);
    }

    @Test
    void whatAFullDiskSwallowedIsCounted() throws IOException {
        Files.createDirectory(file.file(0));
        logger("org.myrmex.mesh").info("lost");
        logger("org.myrmex.mesh").info("lost too");
        Files.delete(file.file(0));
        logger("org.myrmex.mesh").info("kept");
        assertTrue(Files.readString(file.file(0)).startsWith("2 entries were lost"));
    }

    private PaxLogger logger(String name) {
        return LineLogger.create(log, name, new PaxContext());
    }

    private static Dictionary<String, Object> levels(String... rules) {
        return FrameworkUtil.asDictionary(Map.of(Levels.LEVELS, rules));
    }
}
