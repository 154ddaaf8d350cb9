package org.myrmex.webdav.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.myrmex.api.access.AccessManager;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.request.RequestRule;
import org.myrmex.webdav.methods.Beside;
import org.myrmex.webdav.methods.Methods;
import org.myrmex.webdav.methods.Mounts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The server's root as a folder that holds the facade and nothing else: clients look at the ancestors of what they mount. The
 * root's servlet is another bundle's, so this one question comes by a request rule.
 */
@Component(
        service = Servlet.class,
        property = {
            RequestRule.METHOD + "=PROPFIND",
            RequestRule.PATH + "=/",
            "myrmex.http.options=Allow: OPTIONS, GET, HEAD, PROPFIND"
        })
public final class ServerRoot extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Methods methods;

    @Activate
    public ServerRoot(@Reference AccessManager access, @Reference Clock clock) {
        Mounts root = new Mounts();
        root.add("dav", new Mounts());
        methods = new Methods(root, access, clock, Beside.inMemory());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        methods.answer(request, response);
    }
}
