package org.myrmex.webdav.kept;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** Goes through the entries whose keys begin with a text, as they were when it was made. */
final class Range {
    private final Cursor<String, String> cursor;
    private final String prefix;
    private String key = "";

    Range(MVMap<String, String> map, String prefix) {
        this.cursor = map.cursor(prefix);
        this.prefix = prefix;
    }

    /** Steps on; false behind the last one. */
    boolean next() {
        if (!cursor.hasNext()) {
            return false;
        }
        key = cursor.next();
        return key.startsWith(prefix);
    }

    String key() {
        return key;
    }

    String value() {
        return cursor.getValue();
    }
}
