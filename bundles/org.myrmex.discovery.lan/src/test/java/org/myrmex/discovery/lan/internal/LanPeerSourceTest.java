package org.myrmex.discovery.lan.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.testkit.discovery.PeerSourceContract;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.plugin.ManualTasks;

class LanPeerSourceTest {
    private static final PeerWish WISH = new PeerWish(5, Duration.ofSeconds(2));

    private final ManualTasks tasks = ManualTasks.atOnce();

    @Test
    void whileItIsOffItSaysWhyAndWhatToSet() {
        PeerSource source = source(false, tasks);
        RecordingSink sink = new RecordingSink(5);
        source.find(WISH, sink);
        assertEquals(List.of(), sink.found());
        assertEquals(
                List.of("off: it would tell everybody on the local network that this program runs here; "
                        + "set enabled of org.myrmex.discovery.lan to true to use it"),
                sink.reasons());
        assertTrue(tasks.waiting().isEmpty());
    }

    @Test
    void anInterfaceThatIsNotThereIsSaidSo() {
        LanPeerSource source = source(true, tasks, "nosuch0");
        RecordingSink sink = new RecordingSink(5);
        source.find(WISH, sink);
        source.stop();
        assertTrue(
                sink.reasons().get(0).startsWith("no interface can multicast"),
                sink.reasons().toString());
        assertTrue(tasks.waiting().isEmpty(), "nothing is done after the end");
    }

    static LanPeerSource source(boolean enabled, ManualTasks tasks, String... interfaces) {
        return new LanPeerSource(enabled, true, List.of(interfaces), tasks, () -> 0);
    }

    /** Whatever the wire is, the source keeps the contract. */
    @Nested
    class Contract extends PeerSourceContract {
        private long nowMicros = 1_800_000_000_000_000L;

        @Override
        protected PeerSource sourceThatFinds(List<PeerAddress> addresses) {
            Nic nic = new Nic("paper0", 5, Loopback.address("127.0.0.77"));
            Wires wires = new Wires(
                    () -> List.of(nic), (at, door, hearer) -> new PaperWire(at, door, addresses, hearer), false);
            Lan lan = new Lan(wires, Optional::empty, tasks, () -> nowMicros, millis -> nowMicros += millis * 1_000);
            return new PeerSource() {
                @Override
                public String name() {
                    return source(false, tasks).name();
                }

                @Override
                public void find(PeerWish wish, PeerSink sink) {
                    lan.find(wish, sink);
                }

                @Override
                public void outcome(PeerOutcome outcome) {
                    lan.outcome(outcome);
                }
            };
        }
    }
}
