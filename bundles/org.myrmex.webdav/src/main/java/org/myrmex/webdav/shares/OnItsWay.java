package org.myrmex.webdav.shares;

import java.util.List;

/** Names of files whose download is under way, as the sharing bundle gives them. The download folder may be shared. */
public final class OnItsWay {
    private static final String PART = ".myrmex-part";
    private static final List<String> ENDS = List.of(PART, ".myrmex-state");

    private OnItsWay() {}

    public static boolean is(String name) {
        for (String end : ENDS) {
            if (name.regionMatches(true, name.length() - end.length(), end, 0, end.length())) {
                return true;
            }
        }
        return false;
    }

    /** What a file of that name is called until it is whole. */
    static String partOf(String name) {
        return name + PART;
    }
}
