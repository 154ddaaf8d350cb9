package org.myrmex.commands.internal.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {
    @Test
    void aLineThatMayBeCutIsLeftOut(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("log"), "first\nsecond\nthird\n");
        assertEquals(List.of("first", "second", "third"), LogsCommand.lastLines(log, 100));
        assertEquals(List.of("third"), LogsCommand.lastLines(log, 9));
    }
}
