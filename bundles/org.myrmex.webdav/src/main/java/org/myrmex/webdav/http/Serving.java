package org.myrmex.webdav.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a file of whoever is given to a browser: it may look at it, and never run it in the name of this site. */
public final class Serving {
    /** For every file. */
    public static final String POLICY = "sandbox; default-src 'none'";

    private static final String UNKNOWN = "application/octet-stream";
    private static final Pattern TYPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}");
    /** What a browser shows without running anything of it. */
    private static final Pattern PASSIVE =
            Pattern.compile("(image/(?!svg).*|audio/.*|video/.*|text/plain|application/pdf)");

    private Serving() {}

    /** A type that can stand in a header and in XML, whoever said it. */
    public static String type(String type) {
        if (MimeTypes.isOwn(type)) {
            return type;
        }
        return TYPE.matcher(type).matches() ? type.toLowerCase(Locale.ROOT) : UNKNOWN;
    }

    /** For the header {@code Content-Disposition}: mark-up and everything unknown is stored, not shown. */
    public static String disposition(String type) {
        return PASSIVE.matcher(type).matches() ? "inline" : "attachment";
    }
}
