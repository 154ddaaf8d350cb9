package org.myrmex.requests.internal;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.event.Topics;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.HealthCheck;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.requests.rule.Asked;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands behind the guard and before every servlet of every context: gives a request to the service whose rules it fits, else to
 * whoever has its path, and tells what was written.
 */
@Component(
        service = {Filter.class, HealthCheck.class},
        property = {
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=*)",
            "service.ranking:Integer=2147483647"
        })
public final class RequestFilter implements Filter, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RequestFilter.class);

    private final Services services = new Services();
    private final Clock clock;
    private final Metrics.Counter taken;
    private final Metrics.Counter failed;

    /** Dynamic: requests go on while the event service is replaced, and without one nobody is told. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile EventAdmin events;

    @Activate
    public RequestFilter(@Reference Clock clock, @Reference Metrics metrics) {
        this.clock = clock;
        taken = metrics.counter("ruled_requests_total", "Requests that went to a service by its rules.");
        failed = metrics.counter("failed_requests_total", "Requests whose service, found by its rules, failed.");
    }

    @Reference(
            target =
                    "(|(myrmex.request.method=*)(myrmex.request.path=*)(myrmex.request.type=*)(myrmex.request.header=*))",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedServlet")
    public void addServlet(Servlet servlet, Map<String, Object> properties) {
        services.add(servlet, properties);
    }

    public void updatedServlet(Servlet servlet, Map<String, Object> properties) {
        services.update(servlet, properties);
    }

    public void removeServlet(Map<String, Object> properties) {
        services.remove(properties);
    }

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        if (!(plainRequest instanceof HttpServletRequest request)
                || !(plainResponse instanceof HttpServletResponse response)) {
            chain.doFilter(plainRequest, plainResponse);
            return;
        }
        String path = path(request);
        if (!serve(request, response, path)) {
            chain.doFilter(request, response);
        }
        Written written = Written.by(request.getMethod(), path, Optional.ofNullable(request.getHeader("Destination")));
        if (written.put().isEmpty() && written.deleted().isEmpty()) {
            return;
        }
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new AtEnd(() -> tell(written, response.getStatus())));
        } else {
            tell(written, response.getStatus());
        }
    }

    private boolean serve(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        if (services.isEmpty()) {
            return false;
        }
        Asked asked = new Asked(
                request.getMethod(),
                path,
                Optional.ofNullable(request.getContentType())
                        .map(type -> type.replaceFirst(";.*", "").strip()),
                name -> List.copyOf(Collections.list(request.getHeaders(name))));
        for (Service service : services.whoTakes(asked)) {
            try {
                if (service.serve(request.getServletContext(), request, response)) {
                    taken.add(1);
                    return true;
                }
            } catch (ServletException | RuntimeException e) {
                failed.add(1);
                LOG.error("the service {} failed; report it to its maker", service.name(), e);
                if (!response.isCommitted()) {
                    response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                }
                return true;
            }
        }
        return false;
    }

    private void tell(Written written, int status) {
        if (status / 100 != 2) {
            return;
        }
        written.put().forEach(path -> post(Topics.PUT, path, status));
        written.deleted().forEach(path -> post(Topics.DELETE, path, status));
    }

    private void post(String topic, String path, int status) {
        EventAdmin admin = events;
        if (admin != null) {
            admin.postEvent(new Event(topic, Map.of("path", path, "status", status, Topics.TIME, clock.nowMicros())));
        }
    }

    /** From the server's root, whatever context it leads into; of the root itself the server says nothing at all. */
    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        String path = request.getContextPath() + request.getServletPath() + (rest == null ? "" : rest);
        return path.isEmpty() ? "/" : path;
    }

    @Override
    public String name() {
        return "request rules";
    }

    @Override
    public Health check() {
        List<String> troubles = services.troubles();
        return troubles.isEmpty()
                ? new Health(Status.OK, "every service has rules that can be read")
                : new Health(
                        Status.WARN,
                        String.join("; ", troubles.subList(0, Math.min(3, troubles.size())))
                                + "; correct or remove the plugin");
    }

    private record AtEnd(Runnable task) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            task.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Completes afterwards.
        }

        @Override
        public void onError(AsyncEvent event) {
            // Completes afterwards.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
