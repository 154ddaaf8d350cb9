package org.myrmex.discovery.hostcache.read;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a list is.
 *
 * @param text as it is shown
 * @param tls whether by https
 * @param host name or literal address; IPv6 without brackets
 * @param authority what the header {@code Host} says
 * @param target path and query
 */
record CacheUrl(String text, boolean tls, String host, int port, String authority, String target) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** @return empty when that is no URL of a list */
    static Optional<CacheUrl> of(String text) {
        URI uri;
        try {
            uri = new URI(new URI(text.trim()).toASCIIString());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        boolean odd = uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null;
        if (odd || !(tls || scheme.equals("http")) || uri.getPort() == 0 || uri.getPort() > 0xFFFF) {
            return Optional.empty();
        }
        String path = uri.getRawPath().length() <= 1 ? "/peers" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        String authority = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        return Optional.of(new CacheUrl(scheme + "://" + authority + target, tls, host, port, authority, target));
    }
}
