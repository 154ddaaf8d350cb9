package org.myrmex.http.connections;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.myrmex.http.connections.Visitors.Asking;
import org.myrmex.http.connections.Visitors.Look;

/**
 * Watches the connections of one connector of Jetty's, which by itself takes as many as come and ends none that says a byte now and then.
 * Nothing is done for a request: whether a connection has one is looked up when somebody has to go. Any thread.
 */
final class Limits implements Connection.Listener {
    /** More than the clients of one owner open; an idle one is a few KiB, one in the middle of its head 64 KiB. */
    static final int MAX_CONNECTIONS = 500;

    private static final long PERIOD_SECONDS = 5;

    private final ServerConnector connector;
    private final LongSupplier nanos;
    private final Runnable closed;
    private final Visitors<HttpConnection> visitors;
    private boolean ended;
    private Scheduler.Task next;

    /**
     * @param nanos a clock
     * @param closed told of each connection that is put out
     */
    Limits(ServerConnector connector, int max, LongSupplier nanos, Runnable closed) {
        this.connector = connector;
        this.nanos = nanos;
        this.closed = closed;
        this.visitors = new Visitors<>(max, Limits::look);
    }

    void start() {
        connector.addEventListener(this);
        eachConnection(connection -> {
            connection.addEventListener(this);
            onOpened(connection);
        });
    }

    /** Connections outlive it, and must not keep a bundle that has gone. */
    void end() {
        connector.removeEventListener(this);
        eachConnection(connection -> connection.removeEventListener(this));
        synchronized (this) {
            ended = true;
            if (next != null) {
                next.cancel();
            }
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            arrived(http).forEach(this::close);
        }
    }

    private synchronized List<HttpConnection> arrived(HttpConnection http) {
        if (ended) {
            return List.of();
        }
        if (next == null) {
            next = connector.getScheduler().schedule(this::goRound, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
        return visitors.arrived(http, from(http), nanos.getAsLong());
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) {
            synchronized (this) {
                visitors.left(http);
            }
        }
    }

    synchronized int count() {
        return visitors.count();
    }

    /** While nobody is connected, nothing wakes the machine. */
    private void goRound() {
        try {
            closeOverdue();
        } finally {
            synchronized (this) {
                next = ended || visitors.count() == 0
                        ? null
                        : connector.getScheduler().schedule(this::goRound, PERIOD_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    void closeOverdue() {
        List<HttpConnection> overdue;
        synchronized (this) {
            overdue = visitors.overdue(nanos.getAsLong());
        }
        overdue.forEach(this::close);
    }

    /** At the socket itself: TLS would wait for the other side's farewell. What has asked since it was chosen is served. */
    private void close(HttpConnection http) {
        if (look(http).asking() == Asking.SERVED) {
            synchronized (this) {
                visitors.stays(http, from(http), nanos.getAsLong());
            }
            return;
        }
        EndPoint endPoint = http.getEndPoint();
        while (endPoint instanceof EndPoint.Wrapper wrapper) {
            endPoint = wrapper.unwrap();
        }
        endPoint.close();
        closed.run();
    }

    private static Look look(HttpConnection http) {
        boolean served = http.getHttpChannel().getRequest() != null;
        return new Look(http.getMessagesIn(), served ? Asking.SERVED : Asking.NOTHING);
    }

    private static String from(HttpConnection http) {
        return http.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? Networks.of(remote.getAddress())
                : "";
    }

    /** Also those within TLS: both tell. */
    private void eachConnection(Consumer<Connection> action) {
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Connection connection = endPoint.getConnection();
            while (connection != null) {
                action.accept(connection);
                connection = connection instanceof SslConnection tls
                        ? tls.getSslEndPoint().getConnection()
                        : null;
            }
        }
    }
}
