package org.myrmex.lab.report;

import java.util.List;
import java.util.Locale;

/**
 * The colours of relative loads: from green over yellow to red, as in MUTE's diagrams. Unlike there each is also darker
 * than the one before, and the green is a bluish one, so that whoever cannot tell green from red still sees the order.
 */
final class LoadColours {
    /** At 0, 25, 50, 75 and 100 % of the highest load. */
    static final List<Integer> STOPS = List.of(0x98eab3, 0xccd65a, 0xf5bd3d, 0xe06a2b, 0x97131f);

    private static final int DARK_TEXT = 0x000000;
    private static final int LIGHT_TEXT = 0xffffff;
    /** Added to luminances before they are divided: light that the screen reflects (WCAG 2.2, contrast ratio). */
    private static final double FLARE = 0.05;

    private LoadColours() {}

    /** @param share of the highest load, 0..1 */
    static int of(double share) {
        double at = Math.min(Math.max(share, 0), 1) * (STOPS.size() - 1);
        int below = Math.min((int) at, STOPS.size() - 2);
        double above = at - below;
        int from = STOPS.get(below);
        int to = STOPS.get(below + 1);
        return mixed(from, to, above, 16) | mixed(from, to, above, 8) | mixed(from, to, above, 0);
    }

    /** The colour of text upon a colour: whichever of dark and light stands out more, always 4.5 : 1 and better. */
    static int textOn(int colour) {
        return contrast(colour, DARK_TEXT) >= contrast(colour, LIGHT_TEXT) ? DARK_TEXT : LIGHT_TEXT;
    }

    /** How well two colours can be told apart by their brightness, 1..21 (WCAG 2.2). */
    static double contrast(int one, int other) {
        double a = luminance(one) + FLARE;
        double b = luminance(other) + FLARE;
        return Math.max(a, b) / Math.min(a, b);
    }

    /** How bright a colour looks, 0..1 (WCAG 2.2, relative luminance). */
    static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    /** As SVG writes it. */
    static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }

    private static int mixed(int from, int to, double share, int shift) {
        int a = from >> shift & 0xff;
        int b = to >> shift & 0xff;
        return (int) Math.round(a + (b - a) * share) << shift;
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }
}
