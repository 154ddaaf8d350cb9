package org.myrmex.webdav.search;

import org.myrmex.webdav.xml.Name;

/** One key by which results are sorted. */
public record Order(Name name, Direction direction, boolean caseless) {
    /** Which way. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }
}
