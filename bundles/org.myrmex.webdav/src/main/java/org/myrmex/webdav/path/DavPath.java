package org.myrmex.webdav.path;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path below the facade's root as decoded names.
 *
 * @param names from the root down, each {@linkplain Names#isAddressable addressable}
 * @param slash whether a slash stood behind the last one, as it should for a collection
 */
public record DavPath(List<String> names, boolean slash) {
    /** The path without any name. */
    public static final DavPath ROOT = new DavPath(List.of(), true);

    /** Characters of a request URI; browsers and servers stop at about as much. */
    public static final int MAX_CHARS = 4_096;

    /** A tree's name, and that of what it has at its root. */
    private static final int TOP = 2;

    private static final int BAD = 400;
    private static final String HEX = "0123456789ABCDEF";
    /** What stands for itself: RFC 3986's unreserved characters and those of its sub-delims that no client stumbles over. */
    private static final String PLAIN = "-._~!$*+,=:@";

    public DavPath {
        names = List.copyOf(names);
    }

    /** Whether a name in it is one of the facade's own, which no client may use. */
    public boolean isReserved() {
        return names.stream().anyMatch(Names::isReserved);
    }

    /**
     * Reads the part of a raw request URI behind the facade's prefix. Decoded name by name, after the cut, so that an encoded slash
     * never separates.
     */
    public static DavPath parse(String raw) throws BadPathException {
        if (raw.length() > MAX_CHARS) {
            throw new BadPathException(BAD, "the path is too long; " + MAX_CHARS + " characters are the most");
        }
        if (raw.isEmpty() || raw.equals("/")) {
            return ROOT;
        }
        if (raw.charAt(0) != '/') {
            throw new BadPathException(BAD, "a path begins with a slash");
        }
        boolean slash = raw.endsWith("/");
        String inner = raw.substring(1, raw.length() - (slash ? 1 : 0));
        List<String> names = new ArrayList<>();
        for (String part : inner.split("/", -1)) {
            String name = decoded(part);
            if (!Names.isAddressable(name)) {
                throw new BadPathException(
                        BAD, "a name in the path is empty, a dot, too long, or holds a slash or control characters");
            }
            names.add(name);
        }
        return new DavPath(names, slash);
    }

    private static String decoded(String part) throws BadPathException {
        // four bytes for two chars, three for one: never more
        ByteBuffer bytes = ByteBuffer.allocate(3 * part.length());
        for (int i = 0; i < part.length(); ) {
            int c = part.codePointAt(i);
            if (c == '%') {
                bytes.put((byte) octet(part, i));
                i += 3;
            } else {
                bytes.put(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new BadPathException(BAD, "the path is not in UTF-8");
        }
    }

    private static int octet(String part, int at) throws BadPathException {
        int high = at + 2 < part.length() ? Character.digit(part.charAt(at + 1), 16) : -1;
        int low = at + 2 < part.length() ? Character.digit(part.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0 || part.charAt(at + 1) > 'f' || part.charAt(at + 2) > 'f') {
            throw new BadPathException(BAD, "the path has a % without two hex digits after it");
        }
        return high << 4 | low;
    }

    /**
     * Whether it is the root, a tree, or what a tree has at its root, such as a share. Its parent tells nothing of it: it may be
     * writable though that is not, and lie anywhere. Below, what holds for it holds for all.
     */
    public boolean isTop() {
        return names.size() <= TOP;
    }

    /** What it lies in of that which its tree has at its root. */
    public DavPath top() {
        return isTop() ? this : new DavPath(names.subList(0, TOP), true);
    }

    public boolean isRoot() {
        return names.isEmpty();
    }

    /** Name of the tree that it leads into; not of the root. */
    public String tree() {
        return names.get(0);
    }

    /** As a tree takes it: {@code /} and the names below the tree's own. */
    public String inTree() {
        return "/" + String.join("/", names.subList(1, names.size()));
    }

    /** Last name; empty for the root. */
    public String name() {
        return isRoot() ? "" : names.get(names.size() - 1);
    }

    public DavPath parent() {
        return new DavPath(names.subList(0, Math.max(0, names.size() - 1)), true);
    }

    public DavPath child(String name, boolean collection) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new DavPath(longer, collection);
    }

    /** Whether the other one is this one or lies below it. */
    public boolean holds(DavPath other) {
        return other.names.size() >= names.size()
                && other.names.subList(0, names.size()).equals(names);
    }

    /** A link to it, with an absolute path, so that neither host nor port is said. */
    public String href(String prefix, boolean collection) {
        StringBuilder href = new StringBuilder(prefix);
        names.forEach(name -> href.append('/').append(encoded(name)));
        return collection ? href.append('/').toString() : href.toString();
    }

    /** A name as it stands in a link. */
    public static String encoded(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPlain(name.charAt(i))) {
                return escaped(name);
            }
        }
        return name;
    }

    private static String escaped(String name) {
        StringBuilder text = new StringBuilder(name.length() + 16);
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isPlain(c)) {
                text.append(c);
            } else {
                text.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || PLAIN.indexOf(c) >= 0;
    }
}
