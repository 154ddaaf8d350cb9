package org.myrmex.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8));

    @Test
    void aLineGrowsWhileSomethingIsWaitedFor() {
        Screen.Waiting line = screen.waiting("blocks");
        line.mark(1);
        line.mark(2);
        assertEquals("  blocks: 1 2", shown());
        line.done();
        assertTrue(shown().matches("  blocks: 1 2  \\([0-9]+\\.[0-9] s\\)\n"), shown());
    }

    @Test
    void onlyALineThatStillGrowsIsFinished() {
        screen.waiting("blocks");
        screen.finishLine();
        screen.finishLine();
        assertEquals("  blocks:\n", shown());
    }

    @Test
    void aDarkScreenShowsNothing() {
        screen.darken();
        screen.line("why it failed");
        assertEquals("", shown());
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
