package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Path;
import org.myrmex.itests.PluginBuilder.Against;

/**
 * A plugin with one of each kind that never tidies up: timers, threads, figures and an address on the network are left
 * to the platform to take back.
 */
final class LeakPlugin {
    private static final String NAME = "org.example.leak";

    private LeakPlugin() {}

    /** Says its version at {@code /leak}, by the request {@code /leak-by-rule}, and by the command {@code leak}. */
    static Path build(Path folder, String version) throws IOException {
        return PluginBuilder.named(NAME)
                .version(version)
                .source(NAME + ".Page", PAGE.replace("VERSION", version))
                .source(NAME + ".Ruled", RULED.replace("VERSION", version))
                .source(NAME + ".Words", COMMAND.replace("VERSION", version))
                .source(NAME + ".Responder", RESPONDER)
                .source(NAME + ".Tree", TREE)
                .source(NAME + ".Source", SOURCE)
                .source(NAME + ".Check", CHECK)
                .source(NAME + ".Factory", FACTORY)
                .source(NAME + ".Wire", WIRE)
                .against(Against.API, Against.OSGI, Against.SERVLET)
                .build(folder);
    }

    /** The command {@code census}, which counts what the framework holds. */
    static Path buildCensus(Path folder) throws IOException {
        return PluginBuilder.named("org.example.census")
                .source("org.example.census.Census", CENSUS)
                .against(Against.API, Against.OSGI)
                .build(folder);
    }

    private static final String PAGE =
            """
            package org.example.leak;

            import jakarta.servlet.Servlet;
            import jakarta.servlet.http.HttpServlet;
            import jakarta.servlet.http.HttpServletRequest;
            import jakarta.servlet.http.HttpServletResponse;
            import java.io.IOException;
            import java.time.Duration;
            import java.util.concurrent.atomic.AtomicLong;
            import org.myrmex.api.plugin.Metrics;
            import org.myrmex.api.plugin.PluginHome;
            import org.myrmex.api.plugin.Tasks;
            import org.osgi.service.component.annotations.Activate;
            import org.osgi.service.component.annotations.Component;
            import org.osgi.service.component.annotations.Reference;
            import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

            @Component(service = Servlet.class)
            @HttpWhiteboardServletPattern("/leak")
            public class Page extends HttpServlet {
                private final AtomicLong ticks = new AtomicLong();

                @Activate
                public Page(@Reference Tasks tasks, @Reference Metrics metrics, @Reference PluginHome home)
                        throws IOException {
                    tasks.every(Duration.ofMillis(50), ticks::incrementAndGet);
                    tasks.after(Duration.ofHours(1), ticks::incrementAndGet);
                    tasks.serial("lane").execute(ticks::incrementAndGet);
                    tasks.pool("pool", 2).execute(ticks::incrementAndGet);
                    metrics.gauge("ticks", "of the timer", ticks::get);
                    metrics.counter("made", "pages").add(1);
                    home.write("note", new byte[100]);
                }

                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    response.getWriter().print("VERSION");
                }
            }
            """;

    private static final String RULED =
            """
            package org.example.leak;

            import jakarta.servlet.Servlet;
            import jakarta.servlet.http.HttpServlet;
            import jakarta.servlet.http.HttpServletRequest;
            import jakarta.servlet.http.HttpServletResponse;
            import java.io.IOException;
            import org.myrmex.api.request.RequestRule;
            import org.osgi.service.component.annotations.Component;

            @Component(service = Servlet.class, property = RequestRule.PATH + "=/leak-by-rule")
            public class Ruled extends HttpServlet {
                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    response.getWriter().print("VERSION by rule");
                }
            }
            """;

    private static final String COMMAND =
            """
            package org.example.leak;

            import java.util.List;
            import org.myrmex.api.command.Command;
            import org.myrmex.api.command.CommandContext;
            import org.myrmex.api.mesh.Endpoint;
            import org.myrmex.api.mesh.EndpointOptions;
            import org.myrmex.api.mesh.Mesh;
            import org.osgi.service.component.annotations.Activate;
            import org.osgi.service.component.annotations.Component;
            import org.osgi.service.component.annotations.Reference;

            @Component
            public class Words implements Command {
                private final Mesh mesh;
                private Endpoint endpoint;

                @Activate
                public Words(@Reference Mesh mesh) {
                    this.mesh = mesh;
                }

                @Override
                public String name() {
                    return "leak";
                }

                @Override
                public String help() {
                    return "opens an address and keeps it";
                }

                @Override
                public int run(CommandContext context, List<String> args) {
                    endpoint = mesh.open(new EndpointOptions("leak"));
                    context.out("VERSION");
                    return 0;
                }
            }
            """;

    private static final String RESPONDER =
            """
            package org.example.leak;

            import org.myrmex.api.mesh.Answers;
            import org.myrmex.api.mesh.Query;
            import org.myrmex.api.mesh.QueryResponder;
            import org.osgi.service.component.annotations.Component;

            @Component(property = QueryResponder.SERVICE + "=leak")
            public class Responder implements QueryResponder {
                @Override
                public void respond(Query query, Answers answers) {}
            }
            """;

    private static final String TREE =
            """
            package org.example.leak;

            import java.util.List;
            import java.util.Optional;
            import java.util.OptionalLong;
            import org.myrmex.api.dav.Call;
            import org.myrmex.api.dav.DavBody;
            import org.myrmex.api.dav.DavException;
            import org.myrmex.api.dav.DavTree;
            import org.myrmex.api.dav.Entry;
            import org.myrmex.api.dav.Page;
            import org.osgi.service.component.annotations.Component;

            @Component(property = DavTree.NAME + "=leak")
            public class Tree implements DavTree {
                @Override
                public Optional<Entry> stat(Call call, String path) {
                    return path.equals("/") || path.isEmpty()
                            ? Optional.of(new Entry(
                                    "", true, OptionalLong.empty(), Optional.empty(), OptionalLong.of(0), "", false))
                            : Optional.empty();
                }

                @Override
                public Page children(Call call, String path, String cursor, int limit) {
                    return new Page(List.of(), Optional.empty(), true);
                }

                @Override
                public DavBody open(Call call, String path, long offset, long length) throws DavException {
                    throw new DavException(DavException.Status.NOT_FOUND, "there is nothing");
                }
            }
            """;

    private static final String SOURCE =
            """
            package org.example.leak;

            import org.myrmex.api.discovery.PeerSink;
            import org.myrmex.api.discovery.PeerSource;
            import org.myrmex.api.discovery.PeerWish;
            import org.osgi.service.component.annotations.Component;

            @Component
            public class Source implements PeerSource {
                private PeerSink kept;

                @Override
                public String name() {
                    return "leak";
                }

                @Override
                public void find(PeerWish wish, PeerSink sink) {
                    kept = sink;
                    sink.done("knows nobody");
                }
            }
            """;

    private static final String CHECK =
            """
            package org.example.leak;

            import org.myrmex.api.plugin.HealthCheck;
            import org.osgi.service.component.annotations.Component;

            @Component
            public class Check implements HealthCheck {
                @Override
                public String name() {
                    return "leak";
                }

                @Override
                public Health check() {
                    return new Health(Status.OK, "nothing to say");
                }
            }
            """;

    private static final String FACTORY =
            """
            package org.example.leak;

            import java.util.List;
            import java.util.Optional;
            import java.util.random.RandomGenerator;
            import org.myrmex.api.routing.Outbox;
            import org.myrmex.api.routing.RoutingLimits;
            import org.myrmex.api.routing.RoutingProtocol;
            import org.myrmex.api.routing.RoutingProtocolFactory;
            import org.osgi.service.component.annotations.Activate;
            import org.osgi.service.component.annotations.Component;
            import org.osgi.service.component.annotations.Reference;

            /** Takes the peer's routing over and hands it back, each time. */
            @Component(property = "service.ranking:Integer=1000")
            public class Factory implements RoutingProtocolFactory {
                private final RoutingProtocolFactory below;

                @Activate
                public Factory(@Reference(target = "(!(service.ranking>=1000))") List<RoutingProtocolFactory> others) {
                    below = others.stream()
                            .filter(one -> one.name().equals("mute"))
                            .findFirst()
                            .orElseThrow();
                }

                @Override
                public String name() {
                    return below.name();
                }

                @Override
                public String wire() {
                    return below.wire();
                }

                @Override
                public int stateVersion() {
                    return below.stateVersion();
                }

                @Override
                public RoutingProtocol create(
                        long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
                    return below.create(now, limits, random, saved, outbox);
                }
            }
            """;

    private static final String WIRE =
            """
            package org.example.leak;

            import java.io.IOException;
            import org.myrmex.api.transport.ConnectionEvents;
            import org.myrmex.api.transport.Listening;
            import org.myrmex.api.transport.PeerAddress;
            import org.myrmex.api.transport.Transport;
            import org.myrmex.api.transport.TransportContext;
            import org.osgi.service.component.annotations.Component;

            @Component(property = "myrmex.transport.scheme=leak")
            public class Wire implements Transport {
                @Override
                public String scheme() {
                    return "leak";
                }

                @Override
                public Listening listen(PeerAddress address, TransportContext context) throws IOException {
                    throw new IOException("there is no door");
                }

                @Override
                public void dial(
                        PeerAddress address, TransportContext context, ConnectionEvents events, long timeoutMillis) {
                    throw new UnsupportedOperationException("nobody has such an address");
                }
            }
            """;

    private static final String CENSUS =
            """
            package org.example.census;

            import java.util.List;
            import org.myrmex.api.command.Command;
            import org.myrmex.api.command.CommandContext;
            import org.osgi.framework.BundleContext;
            import org.osgi.service.component.annotations.Activate;
            import org.osgi.service.component.annotations.Component;

            @Component
            public class Census implements Command {
                private final BundleContext context;

                @Activate
                public Census(BundleContext context) {
                    this.context = context;
                }

                @Override
                public String name() {
                    return "census";
                }

                @Override
                public String help() {
                    return "counts bundles and services";
                }

                @Override
                public int run(CommandContext out, List<String> args) throws Exception {
                    out.out("bundles " + context.getBundles().length);
                    out.out("services " + context.getAllServiceReferences(null, null).length);
                    return 0;
                }
            }
            """;
}
