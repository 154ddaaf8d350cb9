package org.myrmex.webdav.kept;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myrmex.webdav.xml.Name;

/**
 * Properties of the members of a collection, whatever order they are asked for in. Read at once as far as that is little; those of the
 * names behind that are looked up one by one. One thread.
 */
public final class MemberProperties {
    private static final int MAX_AHEAD = 8_192;
    private static final int MAX_CHARS_AHEAD = 1 << 20;

    private final DeadProperties properties;
    private final String prefix;
    private final SortedMap<String, SortedMap<Name, String>> ahead = new TreeMap<>();
    /** The first name whose properties may not all have been read; empty when all were. */
    private final String behind;

    MemberProperties(DeadProperties properties, String collection) {
        this.properties = properties;
        this.prefix = Keys.members(collection);
        List<String> page = properties.page(prefix, MAX_AHEAD, MAX_CHARS_AHEAD);
        for (int i = 0; i < page.size(); i += 2) {
            String key = page.get(i);
            if (!Keys.isPath(key)) {
                ahead.computeIfAbsent(Keys.member(key), name -> new TreeMap<>()).put(Keys.name(key), page.get(i + 1));
            }
        }
        boolean whole = page.size() < 2 * MAX_AHEAD
                && page.stream().mapToInt(String::length).sum() < MAX_CHARS_AHEAD;
        behind = whole ? "" : Keys.member(page.get(page.size() - 2));
    }

    /** Those of a member: name to element as XML. */
    public SortedMap<Name, String> of(String member) {
        if (behind.isEmpty() || member.compareTo(behind) < 0) {
            return ahead.getOrDefault(member, Collections.emptySortedMap());
        }
        return properties.of(Keys.place(prefix + member + "\0"));
    }
}
