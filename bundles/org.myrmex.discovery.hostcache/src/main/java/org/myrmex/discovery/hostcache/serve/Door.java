package org.myrmex.discovery.hostcache.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;

/**
 * A Jetty of its own on a port of its own. It is no server of the whiteboard: what other bundles offer there, the page, the
 * API, WebDAV, cannot come to this port. A connection has one request and five seconds. It writes nothing down.
 */
public final class Door implements AutoCloseable {
    static final String CONTENT_TYPE = "application/vnd.myrmex.peers";

    /** One waits for connections, the others answer. */
    private static final int THREADS = 4;

    private static final int MAX_REQUEST_BYTES = 4 << 10;
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Server server;
    private final ServerConnector connector;
    private final Clerk clerk;
    private final Clock clock;
    private final Crowd<EndPoint> crowd = new Crowd<>();
    private final Registration sweep;

    /** @throws IOException when it cannot listen there */
    public Door(InetSocketAddress address, Clerk clerk, Tasks tasks, Clock clock) throws IOException {
        this.clerk = clerk;
        this.clock = clock;
        TaskThreads threads = new TaskThreads(tasks, THREADS);
        server = new Server(threads, threads, new ArrayByteBufferPool(0, 1 << 10, 16 << 10, Crowd.MAX));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setPersistentConnectionsEnabled(false);
        http.setRequestHeaderSize(MAX_REQUEST_BYTES);
        connector = new Connector(new HttpConnectionFactory(http));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        // the sweep sees to that, also for those who send a byte now and then
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                return answer(request, response, callback);
            }
        });
        // what is no HTTP at all: the status says it
        server.setErrorHandler((request, response, callback) -> {
            callback.succeeded();
            return true;
        });
        open();
        sweep = tasks.every(SWEEP, this::sweep);
    }

    @SuppressWarnings("CatchingUnchecked") // of Jetty, which declares all
    private void open() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            stop();
            throw e instanceof IOException io ? io : new IOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return connector.getLocalPort();
    }

    private boolean answer(Request request, Response response, Callback callback) {
        InetSocketAddress asker =
                (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
        Clerk.Answer answer = clerk.answer(
                asker.getAddress(), request.getMethod(), request.getHttpURI().getPathQuery());
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.list().length);
        if (answer.status() == 200) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "max-age=" + answer.seconds());
        } else if (answer.seconds() > 0) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, answer.seconds());
        }
        response.write(true, ByteBuffer.wrap(answer.list()), callback);
        return true;
    }

    private void sweep() {
        crowd.late(clock.nowMicros()).forEach(EndPoint::close);
        clerk.forget();
    }

    @Override
    public void close() {
        sweep.close();
        stop();
    }

    @SuppressWarnings("CatchingUnchecked") // of Jetty, which declares all
    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the door of the host cache does not close", e);
        }
    }

    /** Keeps the crowd. */
    private final class Connector extends ServerConnector {
        Connector(HttpConnectionFactory http) {
            // no thread that waits in accept: the selector's one does both
            super(server, null, null, null, 0, 1, http);
        }

        @Override
        protected void onEndPointOpened(EndPoint opened) {
            super.onEndPointOpened(opened);
            InetSocketAddress asker = (InetSocketAddress) opened.getRemoteSocketAddress();
            List<EndPoint> out = crowd.enter(opened, Clerk.network(asker.getAddress()), clock.nowMicros());
            out.forEach(EndPoint::close);
        }

        @Override
        protected void onEndPointClosed(EndPoint closed) {
            super.onEndPointClosed(closed);
            crowd.leave(closed);
        }
    }
}
