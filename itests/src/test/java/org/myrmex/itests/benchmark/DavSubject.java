package org.myrmex.itests.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A WebDAV server under load.
 *
 * @param settings what it runs with, for the head of the table
 * @param base URL of {@code files}, without a slash at its end
 * @param authorization header that it wants
 * @param files folder that it serves
 * @param tree its processes
 */
record DavSubject(String name, String settings, String base, Optional<String> authorization, Path files, Tree tree) {
    /** For curl. */
    List<String> headers() {
        return authorization
                .map(value -> List.of("-H", "Authorization: " + value))
                .orElse(List.of());
    }
}
