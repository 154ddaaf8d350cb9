package org.myrmex.webdav.methods;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import org.eclipse.jetty.ee10.servlet.ServletApiRequest;

/**
 * Whether a request line had a fragment. No request may have one (RFC 9112, 3.2), and the server drops it without a word: a DELETE of
 * {@code folder/#part} would delete the folder. The servlet API has no way to see it, so the server is asked.
 */
final class Fragment {
    private Fragment() {}

    static boolean in(ServletRequest request) {
        ServletRequest at = request;
        while (at instanceof ServletRequestWrapper wrapper) {
            at = wrapper.getRequest();
        }
        return at instanceof ServletApiRequest server
                && server.getRequest().getHttpURI().getFragment() != null;
    }
}
