package org.myrmex.webdav.sync;

/** The order in which a walk comes across paths that lists the members of each collection by name. */
final class Paths {
    private Paths() {}

    /** By characters, but a slash comes before all others: what is in a collection comes before what only begins as it does. */
    static int compare(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            int order = weight(one.charAt(i)) - weight(other.charAt(i));
            if (order != 0) {
                return order;
            }
        }
        return one.length() - other.length();
    }

    private static int weight(char c) {
        return c == '/' ? 0 : c;
    }
}
