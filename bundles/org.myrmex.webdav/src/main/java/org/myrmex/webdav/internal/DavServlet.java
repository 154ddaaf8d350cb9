package org.myrmex.webdav.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.myrmex.api.access.AccessManager;
import org.myrmex.api.plugin.Clock;
import org.myrmex.webdav.methods.Methods;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The facade at {@code /dav/}. What OPTIONS of the server's root adds for Windows stands in {@code myrmex.http.options}. */
@Component(
        service = Servlet.class,
        property = {"myrmex.http.options=DAV: 1, 2, 3", "myrmex.http.options=MS-Author-Via: DAV"})
@HttpWhiteboardServletPattern({"/dav", "/dav/*"})
public final class DavServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** For what is being answered when the bundle goes; a longer transfer is cut off. A peer that stops has 1.5 s for all its bundles. */
    private static final Duration LAST_ANSWERS = Duration.ofMillis(500);
    /** For what was cut off: it ends as if its client had gone, which a tree hears of within a second. SCR waits 5 s for a component. */
    private static final Duration LAST_STEPS = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(DavServlet.class);
    private static final String RETRY_SECONDS = "5";

    private final transient MountedTrees trees;
    private final transient Supplier<Methods> made;
    private final transient UnderWay underWay = new UnderWay();
    /** Said once, until it works again. */
    private final transient AtomicBoolean failing = new AtomicBoolean();

    private transient Methods methods;

    @Activate
    public DavServlet(
            @Reference MountedTrees trees,
            @Reference KeptInHome kept,
            @Reference AccessManager access,
            @Reference Clock clock) {
        this.trees = trees;
        made = () -> new Methods(trees.mounts(), access, clock, kept.beside());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        boolean begun = underWay.begin(request);
        try {
            Optional<Methods> ready = begun ? ready() : Optional.empty();
            if (ready.isPresent()) {
                ready.get().answer(request, response);
            } else {
                response.setHeader("Retry-After", RETRY_SECONDS);
                response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
        } finally {
            underWay.end(request);
        }
    }

    /** Empty where what is kept cannot be read just now: an exception would have the server's dispatcher write the path into the log. */
    private Optional<Methods> ready() {
        try {
            trees.settle();
            Optional<Methods> ready = Optional.of(methods());
            failing.set(false);
            return ready;
        } catch (RuntimeException e) {
            if (!failing.getAndSet(true)) {
                LOG.warn(
                        "what WebDAV keeps cannot be read: {}; look at the disk of the peer's home",
                        e.getClass().getName());
            }
            return Optional.empty();
        }
    }

    private synchronized Methods methods() {
        if (methods == null) {
            methods = made.get();
        }
        return methods;
    }

    /** What went on without the bundle would fail for want of its classes, at whatever step. */
    @Deactivate
    void stop() {
        underWay.await(LAST_ANSWERS);
        underWay.cutOff();
        if (!underWay.await(LAST_STEPS)) {
            LOG.debug("a request goes on without the bundle; it fails at the next class or record that it needs");
        }
    }
}
