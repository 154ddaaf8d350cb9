package org.myrmex.webdav.search;

/**
 * Where to look.
 *
 * @param href as the client wrote it
 */
public record Scope(String href, Depth depth) {
    /** How far below. */
    public enum Depth {
        ZERO,
        ONE,
        INFINITY
    }
}
