package org.myrmex.webdav.kept;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.myrmex.webdav.kept.Store.Durable;
import org.myrmex.webdav.xml.Name;

/** Properties that clients invented (RFC 4918, 4), by place. Any thread. */
public final class DeadProperties {
    /** Characters of one, mark-up and all. */
    public static final int MAX_VALUE = 64 << 10;

    /** Of one resource. */
    public static final int MAX_PROPERTIES = 1_000;

    /** Characters of those of one resource with their names: a listing holds them all while it writes of it. */
    static final int MAX_OF_RESOURCE = 1 << 20;

    /** Characters of all, with the places that they hang on. */
    static final long MAX_CHARS = 32L << 20;

    private static final String MAP = "properties";

    private static final String FIGURES = "figures";
    private static final String CHARS = "chars";

    private final Store store;

    DeadProperties(Store store) {
        this.store = store;
    }

    /** Those of a place: name to element as XML. */
    public SortedMap<Name, String> of(String place) {
        return store.read(open -> own(open, place));
    }

    /** Those of the members of a collection, for a listing of it. */
    public MemberProperties ofMembers(String collection) {
        return new MemberProperties(this, collection);
    }

    /** Names of properties for which there is no room; empty when all the patches can be made. */
    public List<Name> withoutRoom(String place, List<Patch> patches) {
        return store.read(open -> {
            List<Name> refused = new ArrayList<>();
            SortedMap<Name, String> after = own(open, place);
            long more = 0;
            long own = 0;
            for (Map.Entry<Name, String> property : after.entrySet()) {
                own += chars(property.getKey(), property.getValue());
            }
            for (Patch patch : patches) {
                String old = patch.xml().isPresent()
                        ? after.put(patch.name(), patch.xml().get())
                        : after.remove(patch.name());
                int key = Keys.of(place, patch.name()).length();
                own += patch.xml().map(xml -> chars(patch.name(), xml)).orElse(0);
                own -= old == null ? 0 : chars(patch.name(), old);
                more += patch.xml().map(xml -> xml.length() + key).orElse(0) - (old == null ? 0 : old.length() + key);
                boolean fits =
                        after.size() <= MAX_PROPERTIES && own <= MAX_OF_RESOURCE && chars(open) + more <= MAX_CHARS;
                if (patch.xml().isPresent() && (patch.xml().get().length() > MAX_VALUE || !fits)) {
                    refused.add(patch.name());
                }
            }
            return refused;
        });
    }

    private static int chars(Name name, String xml) {
        return name.space().length() + name.local().length() + xml.length();
    }

    /**
     * Makes patches in their order.
     *
     * @param path how the place was called by whoever set them, below the facade's root
     */
    public void change(String place, String path, List<Patch> patches) {
        store.change(Durable.POWER_LOSS, open -> {
            patch(open, place, path, patches);
            return null;
        });
    }

    /** Drops what is left of something that was there before, if anything is. */
    public void fresh(String place) {
        if (any(place)) {
            store.change(Durable.POWER_LOSS, open -> {
                drop(open, place);
                return null;
            });
        }
    }

    /** Whether something at a place or below has any. */
    public boolean any(String place) {
        return store.read(
                open -> Keys.atAndBelow(place).stream().anyMatch(prefix -> new Range(open.map(MAP), prefix).next()));
    }

    void patch(Store open, String place, String path, List<Patch> patches) {
        MVMap<String, String> map = open.map(MAP);
        for (Patch patch : patches) {
            String key = Keys.of(place, patch.name());
            if (patch.xml().isPresent()) {
                put(open, key, patch.xml().get());
            } else {
                remove(open, key);
            }
        }
        if (own(open, place).isEmpty()) {
            map.remove(Keys.path(place));
        } else {
            map.put(Keys.path(place), path);
        }
    }

    void drop(Store open, String place) {
        for (String prefix : Keys.atAndBelow(place)) {
            Range range = new Range(open.map(MAP), prefix);
            while (range.next()) {
                remove(open, range.key());
            }
        }
    }

    /** All at a place and below go to another one, where nothing stays of what was there. */
    void move(Store open, String from, String to, String path) {
        drop(open, to);
        // for a moment there are twice as many: what is there may always move
        copy(open, from, to, path, true);
        drop(open, from);
    }

    /**
     * Looks before a copy whether there is room for it.
     *
     * @throws NotKeptException when there is none
     */
    void needRoom(Store open, String from, String to, boolean deep) {
        long after = chars(open);
        for (String prefix : prefixes(from, deep)) {
            Range range = new Range(open.map(MAP), prefix);
            while (range.next()) {
                if (!Keys.isPath(range.key())) {
                    after += range.key().length()
                            + to.length()
                            - from.length()
                            + range.value().length();
                }
            }
        }
        if (after > MAX_CHARS) {
            throw new NotKeptException("there are too many properties to copy these; remove some");
        }
    }

    private static List<String> prefixes(String place, boolean deep) {
        return deep ? Keys.atAndBelow(place) : List.of(Keys.own(place));
    }

    /** @param deep whether those below go along */
    void copy(Store open, String from, String to, String path, boolean deep) {
        for (String prefix : prefixes(from, deep)) {
            Range range = new Range(open.map(MAP), prefix);
            while (range.next()) {
                String rest = Keys.place(range.key()).substring(from.length());
                String copy = Keys.with(range.key(), to + rest);
                if (Keys.isPath(range.key())) {
                    open.map(MAP).put(copy, path + rest);
                } else {
                    put(open, copy, range.value());
                }
            }
        }
    }

    /**
     * Some of the places that have some, and how they were called below the facade's root.
     *
     * @param after place to go on behind; empty for the first
     */
    Map<String, String> places(String after, int most) {
        return store.read(open -> {
            Map<String, String> found = new LinkedHashMap<>();
            Cursor<String, String> all = open.map(MAP).cursor(after.isEmpty() ? null : Keys.own(after) + Keys.LAST);
            while (all.hasNext() && found.size() < most) {
                String key = all.next();
                if (Keys.isPath(key)) {
                    found.put(Keys.place(key), all.getValue());
                }
            }
            return found;
        });
    }

    /** The first ones whose keys begin with a text, key and value by turns. */
    List<String> page(String prefix, int most, int mostChars) {
        return store.read(open -> {
            List<String> page = new ArrayList<>();
            int read = 0;
            Range range = new Range(open.map(MAP), prefix);
            while (page.size() < 2 * most && read < mostChars && range.next()) {
                page.add(range.key());
                page.add(range.value());
                read += range.key().length() + range.value().length();
            }
            return page;
        });
    }

    /** Characters of all there are. */
    long chars() {
        return store.read(DeadProperties::chars);
    }

    private static long chars(Store open) {
        String chars = open.map(FIGURES).get(CHARS);
        return chars == null ? 0 : Long.parseLong(chars);
    }

    private static void put(Store open, String key, String value) {
        String old = open.map(MAP).put(key, value);
        count(open, value.length() + (old == null ? key.length() : -old.length()));
    }

    private static void remove(Store open, String key) {
        String old = open.map(MAP).remove(key);
        if (old != null && !Keys.isPath(key)) {
            count(open, -old.length() - key.length());
        }
    }

    private static void count(Store open, long more) {
        open.map(FIGURES).put(CHARS, Long.toString(chars(open) + more));
    }

    private static SortedMap<Name, String> own(Store open, String place) {
        SortedMap<Name, String> found = new TreeMap<>();
        Range range = new Range(open.map(MAP), Keys.own(place));
        while (range.next()) {
            if (!Keys.isPath(range.key())) {
                found.put(Keys.name(range.key()), range.value());
            }
        }
        return found;
    }
}
