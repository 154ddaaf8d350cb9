package org.myrmex.webdav.connection;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * The connection of one request. It is read from, as Jetty does not while a request is answered: the end of the stream says that the
 * client has gone. Clients that close one half of a connection and wait at the other are taken for gone, as proxies take them, since
 * nothing tells them apart. A byte of the next request (RFC 9112, 9.3.2) goes back to where it would have been read; from then on such a
 * connection tells nothing until it is written to, or closed here. Any thread.
 */
public final class ClientConnection {
    /** Those with one request at a time on a connection; others share theirs and announce by frames what ends. */
    private static final Set<String> PROTOCOLS = Set.of("HTTP/1.0", "HTTP/1.1");

    private final HttpServletRequest request;
    private State state;

    private enum State {
        /** The request's thread reads the body, and hears of the end by that. */
        BODY,
        WATCHED,
        /** What the client does cannot be learnt any more. */
        UNKNOWN,
        GONE,
        /** The request is answered. */
        ENDED
    }

    public ClientConnection(HttpServletRequest request, boolean hasBody) {
        this.request = request;
        this.state = hasBody ? State.BODY : State.WATCHED;
    }

    /** Ends the connection of a request that is being answered, in the middle of whatever goes over it. */
    public static void close(HttpServletRequest request) {
        connection(request).ifPresent(connection -> connection.getEndPoint().close());
    }

    /** The body was read to its end. */
    public synchronized void bodyTaken() {
        if (state == State.BODY) {
            state = State.WATCHED;
        }
    }

    /** A write to it failed. */
    public synchronized void failed() {
        state = State.GONE;
    }

    /** The request is answered: from now on the connection is the server's alone. */
    public synchronized void end() {
        if (state != State.GONE) {
            state = State.ENDED;
        }
    }

    /** Whether the client has gone. A system call, while that is not known for sure. */
    public synchronized boolean gone() {
        if (state == State.WATCHED) {
            state = look();
        } else if (state == State.UNKNOWN && isClosed()) {
            state = State.GONE;
        }
        return state == State.GONE;
    }

    /** By this end. */
    private boolean isClosed() {
        return connection(request)
                .filter(connection -> !connection.getEndPoint().isOpen())
                .isPresent();
    }

    private State look() {
        Optional<Connection> found = connection(request);
        if (found.isEmpty()) {
            return State.UNKNOWN;
        }
        EndPoint endPoint = found.get().getEndPoint();
        ByteBuffer next = ByteBuffer.allocate(1).limit(0);
        try {
            int read = endPoint.fill(next);
            if (read <= 0) {
                return read < 0 ? State.GONE : State.WATCHED;
            }
        } catch (IOException e) {
            return State.GONE;
        }
        ((Connection.UpgradeTo) found.get()).onUpgradeTo(next);
        if (next.hasRemaining()) {
            // no room: without its first byte the next request would be another one
            endPoint.close();
            return State.GONE;
        }
        return State.UNKNOWN;
    }

    private static Optional<Connection> connection(HttpServletRequest request) {
        if (!PROTOCOLS.contains(request.getProtocol())) {
            return Optional.empty();
        }
        try {
            Connection connection = ServletContextRequest.getServletContextRequest(request)
                    .getConnectionMetaData()
                    .getConnection();
            return Optional.of(connection).filter(Connection.UpgradeTo.class::isInstance);
        } catch (IllegalStateException e) {
            // not a request of this server
            return Optional.empty();
        }
    }
}
