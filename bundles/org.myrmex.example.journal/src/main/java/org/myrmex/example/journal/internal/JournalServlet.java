package org.myrmex.example.journal.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.myrmex.api.request.RequestRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives the journal to whoever asks for its media type, at whatever path. No path is registered: the request manager hands the
 * request over because of its rules, after the guard has let it in.
 */
@Component(
        service = Servlet.class,
        property = {RequestRule.METHOD + "=GET", RequestRule.HEADER + "=Accept: *" + JournalServlet.TYPE + "*"})
public final class JournalServlet extends HttpServlet {
    static final String TYPE = "application/vnd.myrmex.journal+json";

    private static final long serialVersionUID = 1L;

    private final transient Journal journal;

    @Activate
    public JournalServlet(@Reference Journal journal) {
        this.journal = journal;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        PrintWriter out = response.getWriter();
        for (KeptEvent event : journal.kept()) {
            out.write(JsonLines.line(event));
        }
    }
}
