package org.myrmex.plugins.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final long START = 1_000_000_000;

    private final Settling settling = new Settling();

    @Test
    void aFileIsReadOnceItHasBeenStillFor100Milliseconds() {
        assertEquals(List.of(), ready(START, jar(10)));
        assertEquals(OptionalLong.of(START + 100_000), settling.nextMicros());
        assertEquals(List.of(), ready(START + 50_000, jar(20)));
        assertEquals(List.of(), ready(START + 149_999, jar(20)));
        assertEquals(List.of("a.jar"), ready(START + 150_000, jar(20)));
        assertEquals(List.of(), ready(START + 900_000, jar(20)));
        assertEquals(OptionalLong.empty(), settling.nextMicros());
    }

    @Test
    void anIncompleteFileIsCutOffAfterTwoSecondsAndToldOnce() {
        ready(START, jar(10));
        ready(START + 100_000, jar(10));
        settling.incomplete("a.jar");
        assertEquals(OptionalLong.of(START + 2_000_000), settling.nextMicros());
        assertEquals(
                List.of(), settling.look(START + 1_999_999, List.of(jar(10))).cutOff());
        assertEquals(
                List.of("a.jar"),
                settling.look(START + 2_000_000, List.of(jar(10))).cutOff());
        assertEquals(
                List.of(), settling.look(START + 3_000_000, List.of(jar(10))).cutOff());
        assertEquals(OptionalLong.empty(), settling.nextMicros());
    }

    @Test
    void aFileThatWasCutOffIsReadWhenItGrowsOn() {
        ready(START, jar(10));
        ready(START + 100_000, jar(10));
        settling.incomplete("a.jar");
        settling.look(START + 2_000_000, List.of(jar(10)));
        assertEquals(List.of(), ready(START + 5_000_000, jar(11)));
        assertEquals(List.of("a.jar"), ready(START + 5_100_000, jar(11)));
    }

    @Test
    void aRenameOverAFileOfTheSameSizeAndTimeIsAChange() {
        ready(START, jar(10));
        assertEquals(List.of("a.jar"), ready(START + 100_000, jar(10)));
        Sighting other = new Sighting("a.jar", Sighting.Kind.FILE, 10, 10, "inode 2");
        assertEquals(List.of(), ready(START + 200_000, other));
        assertEquals(List.of("a.jar"), ready(START + 300_000, other));
    }

    @Test
    void aFolderIsNotWaitedFor() {
        assertEquals(List.of("b"), ready(START, new Sighting("b", Sighting.Kind.FOLDER, 0, 0, "")));
    }

    @Test
    void whatIsGoneIsToldAndForgotten() {
        ready(START, jar(10));
        assertEquals(List.of("a.jar"), settling.look(START + 1, List.of()).gone());
        assertEquals(List.of(), settling.look(START + 2, List.of()).gone());
        assertEquals(OptionalLong.empty(), settling.nextMicros());
    }

    private List<String> ready(long now, Sighting sighting) {
        return settling.look(now, List.of(sighting)).ready().stream()
                .map(Sighting::name)
                .toList();
    }

    private static Sighting jar(long size) {
        return new Sighting("a.jar", Sighting.Kind.FILE, size, size, "inode 1");
    }
}
