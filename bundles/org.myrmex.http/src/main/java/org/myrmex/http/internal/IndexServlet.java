package org.myrmex.http.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.dto.ServletContextDTO;
import org.osgi.service.servlet.runtime.dto.ServletDTO;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/}: what is there, also of plugins, as {@code {"paths":["/api/v1/commands",…]}}. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/*")
public final class IndexServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String ROOT = "/api/v1/";
    private static final Set<String> OWN_PATHS = Set.of("/api", "/api/", "/api/v1", ROOT);
    private static final JsonFactory JSON = new JsonFactory();

    private final transient HttpServiceRuntime runtime;

    @Activate
    public IndexServlet(@Reference HttpServiceRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!OWN_PATHS.contains(request.getRequestURI())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("paths");
            for (String path : paths()) {
                json.writeString(path);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        response.setContentType("application/json");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>();
        for (ServletContextDTO context : runtime.getRuntimeDTO().servletContextDTOs) {
            for (ServletDTO servlet : context.servletDTOs) {
                for (String pattern : servlet.patterns) {
                    String path = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : pattern;
                    if (path.startsWith(ROOT) && path.length() > ROOT.length()) {
                        paths.add(path);
                    }
                }
            }
        }
        return paths;
    }
}
