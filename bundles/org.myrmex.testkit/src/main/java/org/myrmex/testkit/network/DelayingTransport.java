package org.myrmex.testkit.network;

import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.api.transport.TransportLimits;

/**
 * A transport whose frames take their time: each batch that the one below hands over is held for the delay of the peer it
 * came from, whoever dialled. Configured alike at both ends, a link has the delay in each direction. The order of a
 * connection's events stays. One timer thread.
 */
public final class DelayingTransport implements Transport, AutoCloseable {
    private final Transport delegate;
    private final ToLongFunction<PeerId> delayMicros;
    private final ScheduledThreadPoolExecutor timer;
    // both bounded by what the transport below admits
    private final Set<DelayedConnection> connections = new LinkedHashSet<>();
    private final List<Listening> doors = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * Decorates a transport.
     *
     * @param delayMicros one-way delay of what a peer sends, asked once for each connection; 0 for none
     */
    public DelayingTransport(Transport delegate, ToLongFunction<PeerId> delayMicros) {
        this.delegate = delegate;
        this.delayMicros = delayMicros;
        timer = new ScheduledThreadPoolExecutor(1, DelayingTransport::timerThread);
        // nothing is lost at the end: what is held arrives when it is due
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);
    }

    @Override
    public String scheme() {
        return delegate.scheme();
    }

    @Override
    public Listening listen(PeerAddress address, TransportContext context) throws IOException {
        if (stopped) {
            throw new IOException("the transport has stopped; start the bundle again");
        }
        Listening door = delegate.listen(address, delayed(context));
        synchronized (doors) {
            doors.add(door);
        }
        return door;
    }

    @Override
    public void dial(PeerAddress address, TransportContext context, ConnectionEvents events, long timeoutMillis) {
        if (stopped) {
            events.failed(address, CloseReason.TRANSPORT_GONE);
        } else {
            delegate.dial(address, delayed(context), new DelayedEvents(this, events), timeoutMillis);
        }
    }

    private TransportContext delayed(TransportContext context) {
        return new DelayedContext(context, new DelayedEvents(this, context.accepted()));
    }

    DelayedConnection wrap(Connection connection, ConnectionEvents events) {
        long delay = Math.max(0, delayMicros.applyAsLong(connection.peer()));
        DelayedConnection outer = new DelayedConnection(connection, events, delay, this::later);
        synchronized (connections) {
            connections.add(outer);
        }
        if (stopped) {
            connection.close(CloseReason.TRANSPORT_GONE);
        }
        return outer;
    }

    void forget(DelayedConnection connection) {
        synchronized (connections) {
            connections.remove(connection);
        }
    }

    private void later(Runnable job, long micros) {
        try {
            Future<?> unused = timer.schedule(() -> telling(job), micros, TimeUnit.MICROSECONDS);
        } catch (RejectedExecutionException stopping) {
            // the end of a connection must still be told
            job.run();
        }
    }

    // the future that would keep the exception is nobody's
    private static void telling(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            Thread timer = Thread.currentThread();
            timer.getUncaughtExceptionHandler().uncaughtException(timer, e);
        }
    }

    /** Closes its doors and ends its connections; the transport below lives on. */
    @Override
    public void close() {
        stopped = true;
        synchronized (doors) {
            doors.forEach(Listening::close);
            doors.clear();
        }
        List<DelayedConnection> live;
        synchronized (connections) {
            live = List.copyOf(connections);
        }
        live.forEach(connection -> connection.close(CloseReason.TRANSPORT_GONE));
        timer.shutdown();
    }

    private static Thread timerThread(Runnable job) {
        Thread thread = new Thread(job, "myrmex-testkit-delay");
        thread.setDaemon(true);
        return thread;
    }

    private record DelayedContext(TransportContext context, ConnectionEvents accepted) implements TransportContext {
        @Override
        public KeyPair linkKey() {
            return context.linkKey();
        }

        @Override
        public TransportLimits limits() {
            return context.limits();
        }

        @Override
        public Optional<CloseReason> refusal(PeerAddress from) {
            return context.refusal(from);
        }
    }
}
