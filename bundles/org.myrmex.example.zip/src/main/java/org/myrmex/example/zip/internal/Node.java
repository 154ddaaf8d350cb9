package org.myrmex.example.zip.internal;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A folder of an archive with what is in it, or a file. Not changed after it was built. */
final class Node {
    private final String name;
    private final Optional<Packed> packed;
    private final NavigableMap<String, Node> members = new TreeMap<>();

    Node(String name, Optional<Packed> packed) {
        this.name = name;
        this.packed = packed;
    }

    String name() {
        return name;
    }

    /** Empty for a folder that the archive only implies. */
    Optional<Packed> packed() {
        return packed;
    }

    boolean folder() {
        return packed.isEmpty() || packed.get().path().endsWith("/");
    }

    NavigableMap<String, Node> members() {
        return members;
    }
}
