package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.myrmex.itests.PluginBuilder;
import org.myrmex.itests.PluginBuilder.Against;

/** The jars that are dropped in, each with a bundle of its own name, compiled against standards alone. */
final class DropIns {
    private DropIns() {}

    /** A servlet at {@code /<name>/}. */
    static Path servlet(Path folder, String name) throws IOException {
        return PluginBuilder.named("benchmark." + name)
                .against(Against.OSGI, Against.SERVLET)
                .source(
                        "benchmark." + name + ".Hello",
                        """
                        package benchmark.%s;

                        import jakarta.servlet.Servlet;
                        import jakarta.servlet.http.*;
                        import java.io.IOException;
                        import org.osgi.service.component.annotations.Component;
                        import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

                        @Component(service = Servlet.class)
                        @HttpWhiteboardServletPattern("/%s/*")
                        public final class Hello extends HttpServlet {
                            @Override
                            protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                    throws IOException {
                                response.getWriter().println("hello");
                            }
                        }
                        """
                                .formatted(name, name))
                .build(folder);
    }

    /** An activator that makes a file of that name. */
    static Path activator(Path folder, String name) throws IOException {
        return PluginBuilder.named("benchmark." + name)
                .against(Against.OSGI)
                .header("Bundle-Activator", "benchmark." + name + ".Mark")
                .source(
                        "benchmark." + name + ".Mark",
                        """
                        package benchmark.%s;

                        import java.nio.file.*;
                        import org.osgi.framework.*;

                        public final class Mark implements BundleActivator {
                            @Override
                            public void start(BundleContext context) throws Exception {
                                Files.createFile(Path.of(System.getProperty("myrmex.benchmark.marks"), "%s"));
                            }

                            @Override
                            public void stop(BundleContext context) {}
                        }
                        """
                                .formatted(name, name))
                .build(folder);
    }
}
