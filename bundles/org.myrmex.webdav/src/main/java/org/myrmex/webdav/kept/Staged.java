package org.myrmex.webdav.kept;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myrmex.api.dav.DavTree;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Names of what is built beside its place: hidden, never searched (they begin with a dot), and swept when left over. */
public final class Staged {
    private static final String PREFIX = DavTree.OWN_PREFIX + "put-";
    private static final int RUN_DIGITS = 16;
    /**
     * Tells those of this run from what a crash left behind, and from those of other peers. A run is that of the framework: what an older
     * version of this bundle is about to end may still need what it has built.
     */
    static final String RUN = run();

    /** What is swept must be ours for sure; whatever else begins so is only hidden, by the facade. */
    private static final Pattern MADE = Pattern.compile("\\.myrmex-put-([0-9a-f]{16})-[0-9]{1,19}");

    /** From where no older version of this bundle has been. */
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime() & Long.MAX_VALUE);

    private Staged() {}

    private static String run() {
        String framework = Optional.ofNullable(FrameworkUtil.getBundle(Staged.class))
                .map(Bundle::getBundleContext)
                .map(context -> context.getProperty(Constants.FRAMEWORK_UUID))
                .orElseGet(() -> UUID.randomUUID().toString());
        return framework.replace("-", "").substring(0, RUN_DIGITS);
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
