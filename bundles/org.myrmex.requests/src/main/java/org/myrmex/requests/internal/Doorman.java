package org.myrmex.requests.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.myrmex.api.access.Caller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * The second lock: lets nothing through that the guard has not named a caller for. The guard goes away while its bundle is
 * updated, and whatever plugins offer would stand open until it is back. The last of the preprocessors, so that the guard has
 * spoken before it; it looks at each request itself, so there is no moment between two states.
 */
@Component(service = Preprocessor.class, property = "service.ranking:Integer=-2147483648")
public final class Doorman implements Preprocessor {
    private static final byte[] BODY = "the peer's door is being changed; try again\n".getBytes(StandardCharsets.UTF_8);

    @Activate
    public Doorman() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(Caller.class.getName()) instanceof Caller) {
            chain.doFilter(request, response);
            return;
        }
        if (response instanceof HttpServletResponse http) {
            http.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            http.setHeader("Retry-After", "2");
            http.setHeader("Cache-Control", "no-store");
            http.setContentType("text/plain;charset=utf-8");
            http.setContentLength(BODY.length);
            http.getOutputStream().write(BODY);
        }
    }
}
