package org.myrmex.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LoadColoursTest {
    @Test
    void lowIsGreenHalfIsYellowAndHighIsRed() {
        assertTrue(green(0) > red(0) && green(0) > blue(0));
        assertTrue(red(0.5) > 0xc0 && green(0.5) > 0xa0 && blue(0.5) < 0x60);
        assertTrue(red(1) > 3 * green(1) && red(1) > 3 * blue(1));
    }

    @Test
    void moreLoadIsNeverBrighter() {
        for (int percent = 1; percent <= 100; percent++) {
            double before = LoadColours.luminance(LoadColours.of((percent - 1) / 100.0));
            double now = LoadColours.luminance(LoadColours.of(percent / 100.0));
            assertTrue(now <= before + 0.002, percent + " %: " + before + ", then " + now);
        }
    }

    @Test
    void countsCanBeReadUponEveryColour() {
        for (int percent = 0; percent <= 100; percent++) {
            int colour = LoadColours.of(percent / 100.0);
            double contrast = LoadColours.contrast(colour, LoadColours.textOn(colour));
            assertTrue(contrast >= 4.5, percent + " %: " + contrast);
        }
    }

    @Test
    void sharesBeyondTheScaleTakeItsEnds() {
        assertEquals(LoadColours.of(0), LoadColours.of(-1));
        assertEquals(LoadColours.of(1), LoadColours.of(2));
        assertEquals("#97131f", LoadColours.hex(LoadColours.of(1)));
    }

    private static int red(double share) {
        return LoadColours.of(share) >> 16;
    }

    private static int green(double share) {
        return LoadColours.of(share) >> 8 & 0xff;
    }

    private static int blue(double share) {
        return LoadColours.of(share) & 0xff;
    }
}
