package org.myrmex.webdav.kept;

import java.util.SortedMap;
import java.util.TreeMap;
import org.myrmex.webdav.xml.Name;

/** Properties that clients invented (RFC 4918, 4), by place. Any thread. */
public final class DeadProperties {
    /** Those of a place: name to element as XML. */
    public synchronized SortedMap<Name, String> of(String place) {
        return new TreeMap<>();
    }
}
