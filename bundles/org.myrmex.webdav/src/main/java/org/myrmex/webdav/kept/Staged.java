package org.myrmex.webdav.kept;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myrmex.api.dav.DavTree;

/** Names of what is built beside its place: hidden, never searched (they begin with a dot), and swept when left over. */
public final class Staged {
    private static final String PREFIX = DavTree.OWN_PREFIX + "put-";
    /**
     * Tells those of this run from what a crash left behind, and from those of other peers. A run is the whole process: what an older version
     * of this bundle is about to end may still need what it has built.
     */
    static final String RUN = System.getProperties()
            .computeIfAbsent("org.myrmex.webdav.run", name -> token())
            .toString();

    /** What is swept must be ours for sure; whatever else begins so is only hidden, by the facade. */
    private static final Pattern MADE = Pattern.compile("\\.myrmex-put-([0-9a-f]{16})-[0-9]{1,19}");

    /** From where no older version of this bundle has been. */
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime() & Long.MAX_VALUE);

    private Staged() {}

    private static String token() {
        byte[] token = new byte[8];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    public static String name() {
        return PREFIX + RUN + "-" + NEXT.getAndIncrement();
    }

    /** Which run of whatever peer gave the name; empty when none did. */
    static Optional<String> run(String name) {
        Matcher made = MADE.matcher(name);
        return made.matches() ? Optional.of(made.group(1)) : Optional.empty();
    }
}
