package org.myrmex.launcher.demo;

import java.util.List;
import org.myrmex.launcher.Distribution;

/** Thirteen peers on this machine share a file. */
public final class Demo {
    private Demo() {}

    public static int run(List<String> arguments, Distribution distribution) {
        System.err.println("myrmex: the demo is not part of this build; run a peer with: myrmex up");
        return 1;
    }
}
