package org.myrmex.webdav.kept;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.myrmex.api.dav.DavTree;

/** Names of what is built beside its place: hidden, never searched (they begin with a dot), and swept when left over. */
public final class Staged {
    private static final String PREFIX = DavTree.OWN_PREFIX + "put-";
    /** Tells those of this run from what a crash left behind. */
    private static final String RUN = PREFIX + token() + "-";

    /** What is swept must be ours for sure; whatever else begins so is only hidden, by the facade. */
    private static final Pattern MADE_HERE = Pattern.compile("\\.myrmex-put-[0-9a-f]{16}-[0-9]{1,19}");

    private static final AtomicLong NEXT = new AtomicLong();

    private Staged() {}

    private static String token() {
        byte[] token = new byte[8];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    public static String name() {
        return RUN + NEXT.getAndIncrement();
    }

    /** Whether it was made by an earlier run. */
    public static boolean isLeftOver(String name) {
        return MADE_HERE.matcher(name).matches() && !name.startsWith(RUN);
    }
}
