package org.myrmex.webdav.fakes;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.myrmex.api.access.Caller;
import org.myrmex.api.access.Decision;
import org.myrmex.api.dav.DavTree;
import org.myrmex.webdav.methods.Beside;
import org.myrmex.webdav.methods.Methods;
import org.myrmex.webdav.methods.Mounts;

/** The facade in a real Jetty on loopback, as the owner sees it once the guard has let him in, or a guest who says his name. */
public final class DavServer implements AutoCloseable {
    /** Header with the name of whom the guard let in; without it that is the owner. */
    public static final String GUEST = "Test-Guest";

    private final Server server = new Server();
    private final ServerConnector connector;
    private final Mounts mounts = new Mounts();
    private final AtomicInteger thrown = new AtomicInteger();
    private final AtomicLong aheadMicros = new AtomicLong();

    public DavServer(Map<String, DavTree> trees) {
        this(trees, Beside.inMemory());
    }

    public DavServer(Map<String, DavTree> trees, Beside beside) {
        this(trees, beside, Optional.empty());
    }

    /** @param keyStore of the server; with one it speaks TLS */
    public DavServer(Map<String, DavTree> trees, Beside beside, Optional<KeyStore> keyStore) {
        trees.forEach(mounts::add);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        connector = keyStore.isPresent()
                ? new ServerConnector(server, tls(keyStore.get()), http)
                : new ServerConnector(server, http);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.addServlet(new ServletHolder(new Facade(mounts, thrown, aheadMicros, beside)), "/dav/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static SslConnectionFactory tls(KeyStore keyStore) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(keyStore);
        context.setKeyStorePassword(TlsKeys.PASSWORD);
        return new SslConnectionFactory(context, "http/1.1");
    }

    public Mounts mounts() {
        return mounts;
    }

    /** The facade's clock goes on by that much at once. */
    public void advance(Duration time) {
        aheadMicros.addAndGet(TimeUnit.NANOSECONDS.toMicros(time.toNanos()));
    }

    /** How often the facade threw: a dispatcher would log the path. */
    public int thrown() {
        return thrown.get();
    }

    public int port() {
        return connector.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/dav";
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Facade extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient AtomicInteger thrown;
        private final transient Methods methods;

        Facade(Mounts mounts, AtomicInteger thrown, AtomicLong aheadMicros, Beside beside) {
            this.thrown = thrown;
            methods = new Methods(
                    mounts,
                    (caller, resource, action) -> new Decision(
                            caller.kind() != Caller.Kind.ANONYMOUS
                                    && !resource.startsWith("dav:/locked")
                                    && !resource.endsWith("/unseen")
                                    && !resource.endsWith("/hidden")
                                    && !(action.equals("DELETE") && resource.endsWith("/undeletable")),
                            "not for you"),
                    () -> TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) + aheadMicros.get(),
                    beside);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            String guest = request.getHeader(GUEST);
            request.setAttribute(
                    Caller.class.getName(), guest == null ? Caller.OWNER : new Caller(Caller.Kind.TOKEN, guest));
            try {
                methods.answer(request, response);
            } catch (RuntimeException e) {
                // as Felix does it once the answer has begun, and so that a test notices
                thrown.incrementAndGet();
            }
        }
    }
}
