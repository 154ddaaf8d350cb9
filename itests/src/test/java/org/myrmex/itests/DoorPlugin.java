package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Path;
import org.myrmex.itests.PluginBuilder.Against;

/** A plugin that stands at the door: servlets by path and by rule, and a command that takes the guard away for a while. */
final class DoorPlugin {
    private static final String HEAD =
            """
            package org.example.door;
            import jakarta.servlet.Servlet;
            import jakarta.servlet.http.*;
            import java.io.IOException;
            import java.util.List;
            import org.myrmex.api.command.*;
            import org.osgi.framework.*;
            import org.osgi.service.component.annotations.*;
            """;

    private DoorPlugin() {}

    static Path build(Path folder) throws IOException {
        return PluginBuilder.named("org.example.door")
                .source("org.example.door.Names", HEAD + NAMES)
                .source("org.example.door.Faults", HEAD + FAULTS)
                .source("org.example.door.OwnContext", HEAD + OWN_CONTEXT)
                .source("org.example.door.InOwnContext", HEAD + IN_OWN_CONTEXT)
                .source("org.example.door.RuledThere", HEAD + RULED_THERE)
                .source("org.example.door.Ruled", HEAD + RULED)
                .source("org.example.door.BadRule", HEAD + BAD_RULE)
                .source("org.example.door.GuardAway", HEAD + GUARD_AWAY)
                .against(Against.API, Against.OSGI, Against.SERVLET)
                .build(folder);
    }

    /** Says how it was called, and what the root is to answer. */
    private static final String NAMES =
            """
            @Component(service = Servlet.class, property = {
                "osgi.http.whiteboard.servlet.pattern=/names/*",
                "myrmex.http.options=DAV: 1", "myrmex.http.options=MS-Author-Via: DAV", "myrmex.http.options=X-Door: open"})
            public class Names extends HttpServlet {
                @Override
                protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    response.setContentType("text/plain;charset=utf-8");
                    response.setHeader("Cache-Control", "max-age=60");
                    response.getOutputStream().write(("[" + request.getPathInfo() + "]").getBytes("UTF-8"));
                }
            }
            """;

    /** Fails in ways that servlets of plugins do. */
    private static final String FAULTS =
            """
            @Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/faults/*")
            public class Faults extends HttpServlet {
                @Override
                protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    if (request.getPathInfo().equals("/unlinked")) {
                        throw new NoClassDefFoundError("org/example/Secret");
                    }
                    response.getWriter().print("half an answer");
                    response.sendError(404, "words of the request");
                }
            }
            """;

    private static final String OWN_CONTEXT =
            """
            @Component(service = org.osgi.service.servlet.context.ServletContextHelper.class, property = {
                "osgi.http.whiteboard.context.name=door", "osgi.http.whiteboard.context.path=/own"})
            public class OwnContext extends org.osgi.service.servlet.context.ServletContextHelper {}
            """;

    private static final String IN_OWN_CONTEXT =
            """
            @Component(service = Servlet.class, property = {
                "osgi.http.whiteboard.servlet.pattern=/*",
                "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=door)"})
            public class InOwnContext extends Names {}
            """;

    private static final String RULED_THERE =
            """
            @Component(service = Servlet.class, property = "myrmex.request.path=/own/ruled/*")
            public class RuledThere extends HttpServlet {
                @Override
                protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    response.getOutputStream().print("ruled there");
                }
            }
            """;

    private static final String RULED =
            """
            @Component(service = Servlet.class, property = {
                "myrmex.request.header=X-Door: *", "myrmex.request.path=/**", "myrmex.request.method=GET"})
            public class Ruled extends HttpServlet {
                @Override
                protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    if (request.getHeader("X-Door").equals("fail")) {
                        throw new IllegalStateException("as asked for");
                    }
                    response.getOutputStream().print("ruled");
                }
            }
            """;

    private static final String BAD_RULE =
            """
            @Component(service = Servlet.class, property = "myrmex.request.path=nowhere")
            public class BadRule extends HttpServlet {}
            """;

    private static final String GUARD_AWAY =
            """
            @Component(service = Command.class)
            public class GuardAway implements Command {
                private final BundleContext context;
                @Activate public GuardAway(BundleContext context) { this.context = context; }
                @Override public String name() { return "guard-away"; }
                @Override public String help() { return "stops the guard for three seconds"; }
                @Override public int run(CommandContext unused, List<String> args) {
                    for (Bundle bundle : context.getBundles()) {
                        if (bundle.getSymbolicName().equals("org.myrmex.http")) {
                            new Thread(() -> away(bundle)).start();
                        }
                    }
                    return 0;
                }
                private static void away(Bundle guard) {
                    try {
                        Thread.sleep(200);
                        guard.stop(Bundle.STOP_TRANSIENT);
                        Thread.sleep(3000);
                        guard.start();
                    } catch (BundleException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;
}
