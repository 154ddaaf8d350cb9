package org.myrmex.webdav.shares;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Names of what is being written: hidden, never searched (they begin with a dot), and swept when left over. */
final class Temporary {
    private static final String PREFIX = ".myrmex-put-";
    /** Tells those of this run from what a crash left behind. */
    private static final String RUN = PREFIX + token() + "-";

    /** What is swept must be ours for sure; whatever else begins so is only hidden, by the facade. */
    private static final Pattern MADE_HERE = Pattern.compile("\\.myrmex-put-[0-9a-f]{16}-[0-9]{1,19}");

    private static final AtomicLong NEXT = new AtomicLong();

    private Temporary() {}

    private static String token() {
        byte[] token = new byte[8];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    static String name() {
        return RUN + NEXT.getAndIncrement();
    }

    static boolean isLeftOver(String name) {
        return MADE_HERE.matcher(name).matches() && !name.startsWith(RUN);
    }
}
