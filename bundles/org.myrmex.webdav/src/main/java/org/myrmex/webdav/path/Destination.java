package org.myrmex.webdav.path;

import java.util.Locale;

/** What the header {@code Destination} says (RFC 4918, 10.3): a place on this server, as a URI or as its path alone. */
public final class Destination {
    private static final int BAD = 400;
    private static final int OTHER_SERVER = 502;

    private Destination() {}

    /**
     * Reads it.
     *
     * @param header its value
     * @param scheme of the request
     * @param host header {@code Host} of the request
     * @param prefix where the facade is mounted, without a slash at its end
     * @throws BadPathException 502 for any other server, 400 for what can be no place here
     */
    public static DavPath parse(String header, String scheme, String host, String prefix) throws BadPathException {
        String path = header.strip();
        if (path.length() > DavPath.MAX_CHARS) {
            throw new BadPathException(BAD, "the Destination is too long");
        }
        if (path.indexOf('#') >= 0 || path.indexOf('?') >= 0) {
            throw new BadPathException(BAD, "a Destination has no query and no fragment");
        }
        if (path.indexOf('\\') >= 0) {
            // the server refuses it in a request line; a name made by this header could not be asked for as it was
            // written
            throw new BadPathException(BAD, "a Destination has no bare backslash; escape it");
        }
        if (!path.startsWith("/")) {
            path = onThisServer(path, scheme, host);
        } else if (path.startsWith("//")) {
            throw new BadPathException(BAD, "a Destination is a whole URI or an absolute path");
        }
        if (!path.equals(prefix) && !path.startsWith(prefix + "/")) {
            throw new BadPathException(OTHER_SERVER, "the Destination is not below " + prefix + "/");
        }
        return DavPath.parse(path.substring(prefix.length()));
    }

    private static String onThisServer(String uri, String scheme, String host) throws BadPathException {
        int colon = uri.indexOf("://");
        if (colon <= 0 || !uri.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            throw new BadPathException(BAD, "a Destination is a whole URI or an absolute path");
        }
        int slash = uri.indexOf('/', colon + 3);
        String authority = uri.substring(colon + 3, slash < 0 ? uri.length() : slash);
        if (authority.isEmpty() || authority.indexOf('@') >= 0) {
            throw new BadPathException(BAD, "a Destination names a host and no user");
        }
        boolean same = uri.substring(0, colon).equalsIgnoreCase(scheme)
                && plain(authority, scheme).equals(plain(host, scheme));
        if (!same) {
            throw new BadPathException(OTHER_SERVER, "the Destination is on another server");
        }
        return slash < 0 ? "/" : uri.substring(slash);
    }

    private static String plain(String authority, String scheme) {
        String lower = authority.toLowerCase(Locale.ROOT);
        String port = scheme.equalsIgnoreCase("https") ? ":443" : ":80";
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
