package org.myrmex.itests;

/** Whether tests run in their full size, which {@code -Dmyrmex.full=true} says; otherwise large ones take a small form. */
final class Full {
    private Full() {}

    static boolean on() {
        return Boolean.getBoolean("myrmex.full");
    }

    /** The one or the other number. */
    static int or(int full, int small) {
        return on() ? full : small;
    }
}
