package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;

/** Monitors see what the peer holds, and no more of it when the mesh has gone. */
class ShownCountersTest {
    private static final class Gauges implements Metrics {
        private final Map<String, LongSupplier> values = new TreeMap<>();

        @Override
        public Counter counter(String name, String help) {
            throw new IllegalStateException(name);
        }

        @Override
        public Registration gauge(String name, String help, LongSupplier value) {
            values.put(name, value);
            return () -> values.remove(name);
        }

        long value(String name) {
            return values.get(name).getAsLong();
        }
    }

    @Test
    void whatIsHeldIsShownWithinASecond() {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer a = world.start("a");
            VirtualPeer b = world.start("b");
            Gauges gauges = new Gauges();
            List<Registration> shown = ShownCounters.show(gauges, a.peer()::counters);
            assertEquals(a.peer().view().counters().keySet(), gauges.values.keySet());
            world.run(1_000_000);
            a.peer().connect(b.door());
            world.run(3_000_000);
            assertEquals(1, gauges.value("link_connections"));
            assertEquals(1, gauges.value("open_doors"));
            b.stop();
            world.run(1_300_000);
            assertEquals(0, gauges.value("link_connections"));
            shown.forEach(Registration::close);
            assertTrue(gauges.values.isEmpty());
        }
    }
}
