package org.myrmex.itests.siege;

/**
 * How many offenders there are at any time.
 *
 * @param frames of {@link Kind#FRAMES}, and so on
 */
public record Strength(int silent, int slow, int garbage, int frames) {
    /** As the goal has it: 1,000 half open, 200 at one byte a second, 50 that send garbage. */
    public static final Strength FULL = new Strength(1_000, 200, 25, 25);

    /** Offenders in all. */
    public int all() {
        return silent + slow + garbage + frames;
    }

    int of(Kind kind) {
        return switch (kind) {
            case SILENT -> silent;
            case SLOW -> slow;
            case GARBAGE -> garbage;
            case FRAMES -> frames;
        };
    }
}
