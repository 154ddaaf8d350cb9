package org.myrmex.webdav.kept;

import java.util.List;
import org.myrmex.webdav.xml.Name;

/**
 * Keys of properties: where the collection is, name of the resource in it, namespace, local name, with NUL between them, which none of
 * them can hold. So those of one resource stand together, those of all members of a collection stand together in the order of their
 * names, and what lies below a place is three ranges.
 */
final class Keys {
    /** Behind whatever a key goes on with. */
    static final String LAST = "\uffff";

    private static final char NUL = '\0';

    private Keys() {}

    static String of(String place, Name name) {
        return own(place) + name.space() + NUL + name.local();
    }

    /** Under which it is kept how a place is called. */
    static String path(String place) {
        return own(place) + NUL;
    }

    static boolean isPath(String key) {
        return key.charAt(key.length() - 1) == NUL;
    }

    /** What the keys of a resource begin with. */
    static String own(String place) {
        int slash = place.lastIndexOf('/');
        return (slash < 0 ? "" : place.substring(0, slash)) + NUL + place.substring(slash + 1) + NUL;
    }

    /** What the keys of all members of a collection begin with. */
    static String members(String collection) {
        return collection + NUL;
    }

    /** What the keys of a resource and of all below begin with. */
    static List<String> atAndBelow(String place) {
        return List.of(own(place), members(place), place + "/");
    }

    static String place(String key) {
        int cut = key.indexOf(NUL);
        String name = key.substring(cut + 1, key.indexOf(NUL, cut + 1));
        return cut == 0 ? name : key.substring(0, cut) + "/" + name;
    }

    /** Name of the resource in its collection. */
    static String member(String key) {
        int cut = key.indexOf(NUL);
        return key.substring(cut + 1, key.indexOf(NUL, cut + 1));
    }

    static Name name(String key) {
        int local = key.lastIndexOf(NUL);
        int space = key.lastIndexOf(NUL, local - 1);
        return new Name(key.substring(space + 1, local), key.substring(local + 1));
    }

    /** The same for another place. */
    static String with(String key, String place) {
        int cut = key.indexOf(NUL);
        return own(place) + key.substring(key.indexOf(NUL, cut + 1) + 1);
    }
}
