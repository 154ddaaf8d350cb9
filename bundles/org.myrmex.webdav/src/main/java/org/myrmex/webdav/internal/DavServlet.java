package org.myrmex.webdav.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.myrmex.api.access.AccessManager;
import org.myrmex.api.plugin.Clock;
import org.myrmex.webdav.methods.Methods;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The facade at {@code /dav/}. What OPTIONS of the server's root adds for Windows stands in {@code myrmex.http.options}. */
@Component(
        service = Servlet.class,
        property = {"myrmex.http.options=DAV: 1, 2, 3", "myrmex.http.options=MS-Author-Via: DAV"})
@HttpWhiteboardServletPattern({"/dav", "/dav/*"})
public final class DavServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** For what is being answered when the bundle is replaced; a long transfer is not waited for. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final transient MountedTrees trees;
    private final transient Supplier<Methods> made;
    private final transient UnderWay underWay = new UnderWay();
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
        underWay.begin();
        try {
            trees.settle();
            methods().answer(request, response);
        } finally {
            underWay.end();
        }
    }

    private synchronized Methods methods() {
        if (methods == null) {
            methods = made.get();
        }
        return methods;
    }

    @Deactivate
    void stop() {
        underWay.await(LAST_ANSWERS);
    }
}
