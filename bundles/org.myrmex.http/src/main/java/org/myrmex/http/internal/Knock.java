package org.myrmex.http.internal;

import java.util.List;
import java.util.Optional;

/**
 * What of a request the guard looks at. Lists hold each header of the name, as the client wrote it.
 *
 * @param path of the request target, not decoded
 * @param uri path and query as they were sent
 * @param target the host that the request target names, or else the host header
 * @param localAddress where the connection arrived
 * @param remoteAddress where it came from
 * @param agent what the client calls itself, or empty
 * @param site {@code Sec-Fetch-Site}: who made a browser send it
 * @param navigation whether a browser is going there to show it, and not to fetch something for a page
 * @param cookies values of this peer's cookie
 */
record Knock(
        String scheme,
        String method,
        String path,
        String uri,
        List<String> hosts,
        String target,
        String localAddress,
        String remoteAddress,
        String agent,
        List<String> origins,
        Optional<String> site,
        Navigation navigation,
        List<String> authorizations,
        List<String> cookies) {

    /** What a browser does with the answer, by {@code Sec-Fetch-Mode} and {@code -Dest}. */
    enum Navigation {
        /** Shows it to whoever followed a link. */
        YES,
        NO
    }
}
