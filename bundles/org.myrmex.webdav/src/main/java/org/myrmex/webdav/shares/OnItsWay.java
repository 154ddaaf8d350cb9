package org.myrmex.webdav.shares;

import java.util.List;
import java.util.Locale;

/** Names of files whose download is under way, as the sharing bundle gives them. The download folder may be shared. */
public final class OnItsWay {
    private static final String PART = ".myrmex-part";
    private static final List<String> ENDS = List.of(PART, ".myrmex-state");

    private OnItsWay() {}

    public static boolean is(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDS.stream().anyMatch(lower::endsWith);
    }

    /** What a file of that name is called until it is whole. */
    static String partOf(String name) {
        return name + PART;
    }
}
