package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void aKnownTotalHasABarAndAShare() {
        assertEquals(
                "song.ogg  [############            ] 50 %  1.5 MiB of 3.0 MiB",
                ProgressLine.text("song.ogg", 3 << 19, 3 << 20, "B"));
    }

    @Test
    void anUnknownTotalHasAnAmountAlone() {
        assertEquals("answers  7 peers", ProgressLine.text("answers", 7, 0, "peers"));
    }

    @Test
    void moreThanAllIsAll() {
        assertEquals("x  [########################] 100 %  9 B of 8 B", ProgressLine.text("x", 9, 8, "B"));
    }
}
