package org.myrmex.requests.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What a request that was answered with success has changed: paths that were written and paths that are gone. Nothing of the
 * network's: its paths hold search words, and cannot be written.
 *
 * @param put paths that have new content
 * @param deleted paths that are no more
 */
record Written(List<String> put, List<String> deleted) {
    private static final String NETWORK = "/dav/network";
    private static final int MAX_CHARACTERS = 8_192;
    private static final char REPLACEMENT = '\ufffd';

    /**
     * Tells by the method. PUT, MKCOL and PATCH write their path, COPY its destination; MOVE writes its destination and removes
     * its path; DELETE removes. POST is left out, since it may do anything, and PROPPATCH, since content stays.
     *
     * @param path decoded
     * @param destination the header of that name
     */
    static Written by(String method, String path, Optional<String> destination) {
        return switch (method) {
            case "PUT", "MKCOL", "PATCH" -> new Written(own(Optional.of(path)), List.of());
            case "COPY" -> new Written(own(destination.flatMap(Written::path)), List.of());
            case "MOVE" -> new Written(own(destination.flatMap(Written::path)), own(Optional.of(path)));
            case "DELETE" -> new Written(List.of(), own(Optional.of(path)));
            default -> new Written(List.of(), List.of());
        };
    }

    private static List<String> own(Optional<String> path) {
        return path.filter(p -> !p.equals(NETWORK) && !p.startsWith(NETWORK + "/")).stream()
                .toList();
    }

    /** The path of a URI with or without a host; empty when it is none, or has a name that is no text. */
    static Optional<String> path(String destination) {
        if (destination.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        try {
            // Normal form, lest a roundabout path below the network looks like an own one.
            String path = new URI(destination).normalize().getPath();
            boolean odd = path == null || !path.startsWith("/") || path.startsWith("/../") || path.equals("/..");
            return odd || path.indexOf(REPLACEMENT) >= 0 ? Optional.empty() : Optional.of(path);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
