package org.myrmex.webdav.path;

import org.myrmex.api.dav.DavTree;

/** Which names can stand in a path. */
public final class Names {
    /** Bytes of UTF-8; no file system in use has longer names. */
    public static final int MAX_BYTES = 255;

    private static final char DELETE = 0x7f;
    private static final char LAST_C1 = 0x9f;

    private Names() {}

    /**
     * Whether a name can be asked for and shown: no separator, no control character (they would break headers and XML), no half
     * of a character, neither {@code .} nor {@code ..} nor these with parameters. {@code ;} and {@code \} are characters like any other.
     */
    public static boolean isAddressable(String name) {
        if (name.isEmpty() || isDots(name)) {
            return false;
        }
        int bytes = 0;
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            if (isForbidden(c)) {
                return false;
            }
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            i += Character.charCount(c);
        }
        return bytes <= MAX_BYTES;
    }

    /** With parameters behind them too: {@code ..;x} is the parent to others, so the guard before the facade lets no such name through. */
    private static boolean isDots(String name) {
        int semicolon = name.indexOf(';');
        String bare = semicolon < 0 ? name : name.substring(0, semicolon);
        return bare.equals(".") || bare.equals("..");
    }

    /** Whether clients may see and use it: addressable, and not one of the facade's own. */
    public static boolean isShown(String name) {
        return isAddressable(name) && !isReserved(name);
    }

    static boolean isReserved(String name) {
        return name.regionMatches(true, 0, DavTree.OWN_PREFIX, 0, DavTree.OWN_PREFIX.length());
    }

    private static boolean isForbidden(int c) {
        return c == '/'
                || c < ' '
                || (c >= DELETE && c <= LAST_C1)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                || (c & 0xfffe) == 0xfffe;
    }
}
