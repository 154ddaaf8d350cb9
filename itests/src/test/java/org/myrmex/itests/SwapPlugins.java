package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Path;
import org.myrmex.itests.PluginBuilder.Against;

/** Plugins of every kind, each in as many versions as one likes: a version says its word wherever it is heard. */
final class SwapPlugins {
    private static final String WORD = "WORD";
    private static final String URI = "NEIGHBOUR";
    private static final String RANKING = "RANKING";

    private SwapPlugins() {}

    private static PluginBuilder plugin(String type, String version, String source) {
        return PluginBuilder.named("org.example." + type.toLowerCase(java.util.Locale.ROOT))
                .version(version)
                .source("org.example." + type, source);
    }

    static PluginBuilder command(String version, String word) {
        return plugin("Greeting", version, COMMAND.replace(WORD, word)).against(Against.API, Against.OSGI);
    }

    static PluginBuilder servlet(String version, String word) {
        return plugin("Page", version, SERVLET.replace(WORD, word)).against(Against.OSGI, Against.SERVLET);
    }

    /** Rolls the digit for whoever asks for dice. */
    static PluginBuilder responder(String version, String digit) {
        return plugin("Loaded", version, RESPONDER.replace(WORD, digit)).against(Against.API, Against.OSGI);
    }

    /** Knows one neighbour; is asked last. */
    static PluginBuilder peerSource(String version, String word, String neighbour) {
        return peerSource(version, word, neighbour, 0);
    }

    /** Knows one neighbour. */
    static PluginBuilder peerSource(String version, String word, String neighbour, int ranking) {
        String source = SOURCE.replace(WORD, word).replace(URI, neighbour).replace(RANKING, "" + ranking);
        return plugin("Oracle", version, source).against(Against.API, Against.OSGI);
    }

    /** The command {@code halt NAME}, which takes a bundle away as if it had never been there. */
    static PluginBuilder halt() {
        return plugin("Halt", "1.0.0", HALT).against(Against.API, Against.OSGI);
    }

    /** Counts the frames that come over TLS, and shows them by its command {@code tap}. */
    static PluginBuilder transport(String version, String word) {
        return plugin("Tap", version, TRANSPORT.replace(WORD, word)).against(Against.API, Against.OSGI);
    }

    /** Mounted as {@code /dav/shelf/}, with one file that holds the word. */
    static PluginBuilder tree(String version, String word) {
        return plugin("Shelf", version, TREE.replace(WORD, word)).against(Against.API, Against.OSGI);
    }

    /** The example, from its own sources. */
    static PluginBuilder counting(String version) throws IOException {
        Path sources = Path.of(System.getProperty("myrmex.bundles"), "org.myrmex.example.counting/src/main/java");
        return PluginBuilder.named("org.myrmex.example.counting")
                .version(version)
                .sourcesOf(sources)
                .against(Against.API, Against.OSGI);
    }

    private static final String COMMAND =
            """
            package org.example;

            import java.util.List;
            import org.myrmex.api.command.Command;
            import org.myrmex.api.command.CommandContext;
            import org.osgi.service.component.annotations.Component;

            @Component
            public class Greeting implements Command {
                @Override
                public String name() {
                    return "greeting";
                }

                @Override
                public String help() {
                    return "says WORD";
                }

                @Override
                public int run(CommandContext context, List<String> args) {
                    context.out("WORD");
                    return 0;
                }
            }
            """;

    private static final String HALT =
            """
            package org.example;

            import java.util.List;
            import org.myrmex.api.command.Command;
            import org.myrmex.api.command.CommandContext;
            import org.osgi.framework.Bundle;
            import org.osgi.framework.BundleContext;
            import org.osgi.service.component.annotations.Activate;
            import org.osgi.service.component.annotations.Component;

            @Component
            public class Halt implements Command {
                private final BundleContext bundles;

                @Activate
                public Halt(BundleContext bundles) {
                    this.bundles = bundles;
                }

                @Override
                public String name() {
                    return "halt";
                }

                @Override
                public String help() {
                    return "stops a bundle";
                }

                @Override
                public int run(CommandContext context, List<String> args) throws Exception {
                    for (Bundle bundle : bundles.getBundles()) {
                        if (args.contains(bundle.getSymbolicName())) {
                            bundle.stop();
                            return 0;
                        }
                    }
                    return 1;
                }
            }
            """;

    private static final String SERVLET =
            """
            package org.example;

            import jakarta.servlet.Servlet;
            import jakarta.servlet.http.HttpServlet;
            import jakarta.servlet.http.HttpServletRequest;
            import jakarta.servlet.http.HttpServletResponse;
            import java.io.IOException;
            import org.osgi.service.component.annotations.Component;
            import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

            @Component(service = Servlet.class)
            @HttpWhiteboardServletPattern("/greeting")
            public class Page extends HttpServlet {
                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    response.getWriter().print("WORD");
                }
            }
            """;

    private static final String RESPONDER =
            """
            package org.example;

            import java.nio.charset.StandardCharsets;
            import org.myrmex.api.mesh.Answers;
            import org.myrmex.api.mesh.Query;
            import org.myrmex.api.mesh.QueryResponder;
            import org.osgi.service.component.annotations.Component;

            @Component(property = QueryResponder.SERVICE + "=dice")
            public class Loaded implements QueryResponder {
                @Override
                public void respond(Query query, Answers answers) {
                    answers.send("WORD".getBytes(StandardCharsets.US_ASCII));
                }
            }
            """;

    private static final String SOURCE =
            """
            package org.example;

            import org.myrmex.api.discovery.PeerSink;
            import org.myrmex.api.discovery.PeerSource;
            import org.myrmex.api.discovery.PeerWish;
            import org.myrmex.api.transport.PeerAddress;
            import org.osgi.service.component.annotations.Component;

            @Component(property = "service.ranking:Integer=RANKING")
            public class Oracle implements PeerSource {
                @Override
                public String name() {
                    return "oracle-WORD";
                }

                @Override
                public void find(PeerWish wish, PeerSink sink) {
                    sink.found(PeerAddress.parse("NEIGHBOUR"));
                    sink.done("WORD knows one");
                }
            }
            """;

    private static final String TRANSPORT =
            """
            package org.example;

            import java.io.IOException;
            import java.security.KeyPair;
            import java.util.List;
            import java.util.Set;
            import java.util.concurrent.ConcurrentHashMap;
            import java.util.concurrent.atomic.AtomicLong;
            import org.myrmex.api.command.Command;
            import org.myrmex.api.command.CommandContext;
            import org.myrmex.api.transport.CloseReason;
            import org.myrmex.api.transport.Connection;
            import org.myrmex.api.transport.ConnectionEvents;
            import org.myrmex.api.transport.Frame;
            import org.myrmex.api.transport.Listening;
            import org.myrmex.api.transport.PeerAddress;
            import org.myrmex.api.transport.Transport;
            import org.myrmex.api.transport.TransportContext;
            import org.myrmex.api.transport.TransportLimits;
            import org.osgi.service.component.annotations.Activate;
            import org.osgi.service.component.annotations.Component;
            import org.osgi.service.component.annotations.Deactivate;
            import org.osgi.service.component.annotations.Reference;

            @Component(
                    service = {Transport.class, Command.class},
                    property = {Transport.SCHEME_PROPERTY + "=tls", "service.ranking:Integer=1000"})
            public class Tap implements Transport, Command {
                private final Transport below;
                private final AtomicLong frames = new AtomicLong();
                private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
                private final Set<Listening> doors = ConcurrentHashMap.newKeySet();

                @Activate
                public Tap(
                        @Reference(target = "(&(myrmex.transport.scheme=tls)(!(service.ranking>=1000)))")
                                Transport below) {
                    this.below = below;
                }

                @Deactivate
                public void stop() {
                    doors.forEach(Listening::close);
                    connections.forEach(connection -> connection.close(CloseReason.TRANSPORT_GONE));
                }

                @Override
                public String scheme() {
                    return below.scheme();
                }

                @Override
                public Listening listen(PeerAddress address, TransportContext context) throws IOException {
                    Listening door = below.listen(address, new TransportContext() {
                        @Override
                        public KeyPair linkKey() {
                            return context.linkKey();
                        }

                        @Override
                        public TransportLimits limits() {
                            return context.limits();
                        }

                        @Override
                        public ConnectionEvents accepted() {
                            return new Counting(context.accepted());
                        }
                    });
                    doors.add(door);
                    return door;
                }

                @Override
                public void dial(
                        PeerAddress address, TransportContext context, ConnectionEvents events, long timeoutMillis) {
                    below.dial(address, context, new Counting(events), timeoutMillis);
                }

                private class Counting implements ConnectionEvents {
                    private final ConnectionEvents to;

                    Counting(ConnectionEvents to) {
                        this.to = to;
                    }

                    @Override
                    public void up(Connection connection) {
                        connections.add(connection);
                        to.up(connection);
                    }

                    @Override
                    public void received(Connection connection, List<Frame> batch) {
                        frames.addAndGet(batch.size());
                        to.received(connection, batch);
                    }

                    @Override
                    public void writable(Connection connection) {
                        to.writable(connection);
                    }

                    @Override
                    public void closed(Connection connection, CloseReason reason) {
                        connections.remove(connection);
                        to.closed(connection, reason);
                    }

                    @Override
                    public void failed(PeerAddress address, CloseReason reason) {
                        to.failed(address, reason);
                    }
                }

                @Override
                public String name() {
                    return "tap";
                }

                @Override
                public String help() {
                    return "shows the frames that came through";
                }

                @Override
                public int run(CommandContext context, List<String> args) {
                    context.out("WORD " + frames.get());
                    return 0;
                }
            }
            """;

    private static final String TREE =
            """
            package org.example;

            import java.nio.ByteBuffer;
            import java.nio.charset.StandardCharsets;
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

            @Component(property = DavTree.NAME + "=shelf")
            public class Shelf implements DavTree {
                private static final byte[] BYTES = "WORD".getBytes(StandardCharsets.US_ASCII);

                @Override
                public Optional<Entry> stat(Call call, String path) {
                    return switch (path) {
                        case "/" -> Optional.of(new Entry(
                                "", true, OptionalLong.empty(), Optional.empty(), OptionalLong.of(0), "", false));
                        case "/WORD.txt" -> Optional.of(file());
                        default -> Optional.empty();
                    };
                }

                private static Entry file() {
                    return new Entry(
                            "WORD.txt",
                            false,
                            OptionalLong.of(BYTES.length),
                            Optional.of("WORD"),
                            OptionalLong.of(0),
                            "text/plain",
                            false);
                }

                @Override
                public Page children(Call call, String path, String cursor, int limit) {
                    return new Page(List.of(file()), Optional.empty(), true);
                }

                @Override
                public DavBody open(Call call, String path, long offset, long length) throws DavException {
                    if (!path.equals("/WORD.txt")) {
                        throw new DavException(DavException.Status.NOT_FOUND, "there is nothing");
                    }
                    int from = (int) Math.min(offset, BYTES.length);
                    int end = length < 0 ? BYTES.length : (int) Math.min(BYTES.length, from + length);
                    ByteBuffer left = ByteBuffer.wrap(BYTES, from, end - from);
                    return new DavBody() {
                        @Override
                        public OptionalLong length() {
                            return OptionalLong.of(end - from);
                        }

                        @Override
                        public int read(ByteBuffer target) {
                            if (!left.hasRemaining()) {
                                return -1;
                            }
                            int count = Math.min(left.remaining(), target.remaining());
                            for (int i = 0; i < count; i++) {
                                target.put(left.get());
                            }
                            return count;
                        }

                        @Override
                        public void close() {}
                    };
                }
            }
            """;
}
