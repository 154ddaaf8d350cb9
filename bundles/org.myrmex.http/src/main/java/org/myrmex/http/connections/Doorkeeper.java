package org.myrmex.http.connections;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts {@link Limits} on the server's doors. Felix HTTP has no setting for them and shows its server to nobody but those who bring it a
 * connector more: what is brought here opens nothing, and its life says how long the server's own doors are to be watched.
 */
@Component(service = ConnectorFactory.class)
public final class Doorkeeper implements ConnectorFactory {
    private final Metrics.Counter closed;
    private final Registration shown;
    private volatile List<Limits> watched = List.of();

    @Activate
    public Doorkeeper(@Reference Metrics metrics) {
        closed = metrics.counter(
                "closed_connections_total", "Connections closed since there were too many, or a head took too long.");
        shown = metrics.gauge("connections", "Connections to the server.", () -> watched.stream()
                .mapToInt(Limits::count)
                .sum());
    }

    @Deactivate
    public void stop() {
        shown.close();
    }

    @Override
    public Connector createConnector(Server server) {
        if (server.getConnectors().length == 0) {
            // With this one Felix would take the server for one that can be reached.
            throw new IllegalStateException("no door of the server is open");
        }
        return new Watch(server);
    }

    /** What Felix starts and stops. Its port is 0, by which {@code Endpoints} knows that nobody answers there. */
    private final class Watch extends ServerConnector {
        Watch(Server server) {
            super(server, 0, 1);
            setHost("localhost");
        }

        @Override
        protected void doStart() {
            List<Limits> limits = new ArrayList<>();
            for (Connector connector : getServer().getConnectors()) {
                if (connector instanceof ServerConnector door && !(door instanceof Watch)) {
                    limits.add(new Limits(door, Limits.MAX_CONNECTIONS, System::nanoTime, () -> closed.add(1)));
                }
            }
            limits.forEach(Limits::start);
            watched = List.copyOf(limits);
        }

        @Override
        protected void doStop() {
            watched.forEach(Limits::end);
            watched = List.of();
        }

        @Override
        public void open() {}
    }
}
