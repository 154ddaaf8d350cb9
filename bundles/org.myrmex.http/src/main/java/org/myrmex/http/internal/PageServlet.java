package org.myrmex.http.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.myrmex.api.access.Caller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The page at {@code /}: what the commands say, without any script. Gets all that no other servlet wants, too. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/")
public final class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient CommandRunner runner;

    @Activate
    public PageServlet(@Reference CommandRunner runner) {
        this.runner = runner;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getRequestURI().equals("/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (!runner.ready()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        Caller caller = CommandRunner.caller(request.getAttribute(Caller.class.getName()));
        Page page = new Page("Myrmex");
        section(page, caller, "This peer", "status");
        section(page, caller, "Neighbours", "peers", "--why");
        section(page, caller, "Shares", "shares");
        section(page, caller, "Downloads", "downloads");
        section(page, caller, "Uploads", "uploads");
        section(page, caller, "Health", "health");
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write(page.html().getBytes(StandardCharsets.UTF_8));
    }

    private void section(Page page, Caller caller, String title, String... commandLine) {
        page.section(title, runner.run(caller, commandLine).lines());
    }
}
