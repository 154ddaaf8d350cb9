package org.myrmex.webdav.methods;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Whether a request line had a fragment. No request may have one (RFC 9112, 3.2), and the server drops it without a word: a DELETE of
 * {@code folder/#part} would delete the folder. The servlet API has no way to see it, so the server is asked.
 */
final class Fragment {
    private Fragment() {}

    static boolean in(HttpServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request)
                        .getHttpURI()
                        .getFragment()
                != null;
    }
}
