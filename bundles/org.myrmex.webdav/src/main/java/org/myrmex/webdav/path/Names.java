package org.myrmex.webdav.path;

import java.util.Locale;
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
     * of a character, neither {@code .} nor {@code ..}. {@code ;} and {@code \} are characters like any other.
     */
    public static boolean isAddressable(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || bytes(name) > MAX_BYTES) {
            return false;
        }
        return name.codePoints().noneMatch(Names::isForbidden);
    }

    /** Whether clients may see and use it: addressable, and not one of the facade's own. */
    public static boolean isShown(String name) {
        return isAddressable(name) && !isReserved(name);
    }

    static boolean isReserved(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(DavTree.OWN_PREFIX);
    }

    private static boolean isForbidden(int c) {
        return c == '/'
                || c < ' '
                || (c >= DELETE && c <= LAST_C1)
                || Character.getType(c) == Character.SURROGATE
                || (c & 0xfffe) == 0xfffe;
    }

    private static int bytes(String text) {
        return text.codePoints()
                .map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }
}
