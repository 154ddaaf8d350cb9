package org.myrmex.http.internal;

import java.util.List;
import java.util.Optional;

/**
 * What of a request the guard looks at.
 *
 * @param authority host and port that it was sent to, as the client wrote them; empty where it did not
 * @param origin the page that made a browser send it
 * @param authorization the header of that name
 * @param cookies values of this peer's cookie
 */
record Knock(
        String scheme,
        String method,
        String path,
        Optional<String> authority,
        String localAddress,
        Optional<String> origin,
        Optional<String> authorization,
        List<String> cookies) {}
