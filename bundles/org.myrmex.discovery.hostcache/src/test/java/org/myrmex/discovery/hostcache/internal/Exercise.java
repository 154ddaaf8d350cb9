package org.myrmex.discovery.hostcache.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.myrmex.api.discovery.HostCatcher;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcache.serve.Clerk;
import org.myrmex.discovery.hostcache.serve.Door;
import org.myrmex.testkit.discovery.RecordingSink;

/** What both halves of the bundle do between its start and its stop; loaded anew by a class loader that is thrown away. */
public final class Exercise implements BiFunction<Tasks, List<Object>, String> {
    @Override
    public String apply(Tasks tasks, List<Object> services) {
        Clock clock = (Clock) services.get(0);
        HostCatcher catcher = (HostCatcher) services.get(2);
        Clerk clerk = new Clerk(() -> Optional.of(catcher), Realm.LOOPBACK, clock, (Metrics) services.get(1));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Door door = new Door(anyPort, clerk, tasks, clock)) {
            String url = "http://127.0.0.1:" + door.port();
            RecordingSink sink = new RecordingSink(100);
            new HostCachePeerSource(List.of(url), tasks, clock, new Random(1))
                    .find(new PeerWish(5, Duration.ofSeconds(5)), sink);
            return sink.reasons().get(0).substring(url.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
