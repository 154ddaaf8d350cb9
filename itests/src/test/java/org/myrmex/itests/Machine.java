package org.myrmex.itests;

import java.util.ArrayList;
import java.util.List;

/**
 * Where programs of a test run: on the machine itself, or in a network namespace that has become one.
 *
 * @param entrance what stands before a command; nothing on the machine itself
 */
record Machine(List<String> entrance) {
    static final Machine HERE = new Machine(List.of());

    static Machine of(String namespace) {
        return new Machine(List.of("ip", "netns", "exec", namespace));
    }

    /** The command as it is run there; the process is that of the command. */
    List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(entrance);
        all.addAll(command);
        return all;
    }

    boolean isHere() {
        return entrance.isEmpty();
    }
}
