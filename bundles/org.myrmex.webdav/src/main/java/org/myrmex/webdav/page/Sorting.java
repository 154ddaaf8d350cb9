package org.myrmex.webdav.page;

import java.util.Comparator;
import java.util.List;
import org.myrmex.api.dav.Entry;

/** How a page is sorted, as its links say it. */
public record Sorting(Key key, Direction direction) {
    /** As trees give their members. */
    public static final Sorting BY_NAME = new Sorting(Key.NAME, Direction.ASC);

    /** By what. */
    public enum Key {
        NAME,
        SIZE,
        TIME
    }

    /** Which way. */
    public enum Direction {
        ASC,
        DESC
    }

    /**
     * What a query of the URI says; what makes no sense is passed over.
     *
     * @param query null for none, as servlets have it
     */
    public static Sorting of(String query) {
        Key key = Key.NAME;
        Direction direction = Direction.ASC;
        for (String part : query == null ? List.<String>of() : List.of(query.split("&", -1))) {
            switch (part) {
                case "sort=size" -> key = Key.SIZE;
                case "sort=time" -> key = Key.TIME;
                case "order=desc" -> direction = Direction.DESC;
                default -> {
                    // by name, upwards
                }
            }
        }
        return new Sorting(key, direction);
    }

    /** Folders before files; what is equal stays by name. */
    public Comparator<Entry> comparator() {
        Comparator<Entry> byKey =
                switch (key) {
                    case NAME -> Comparator.comparing(Entry::name);
                    case SIZE ->
                        Comparator.comparingLong(entry -> entry.sizeBytes().orElse(-1));
                    case TIME ->
                        Comparator.comparingLong(entry -> entry.modifiedMicros().orElse(Long.MIN_VALUE));
                };
        return Comparator.comparing((Entry entry) -> !entry.collection())
                .thenComparing(direction == Direction.ASC ? byKey : byKey.reversed())
                .thenComparing(Entry::name);
    }

    /** Where a click on the head of a column leads: to this key, or if it is that, the other way round. */
    String link(Key to) {
        boolean turned = to == key && direction == Direction.ASC;
        return "?sort=" + word(to) + "&amp;order=" + (turned ? "desc" : "asc");
    }

    private static String word(Key key) {
        return switch (key) {
            case NAME -> "name";
            case SIZE -> "size";
            case TIME -> "time";
        };
    }
}
