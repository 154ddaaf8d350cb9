package org.myrmex.lab.wire;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.mesh.flow.Chosen;
import org.myrmex.mesh.flow.Credits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Parcel;
import org.myrmex.testkit.simulation.VirtualNetwork;

/** What all links of a node leave by: one frame after the other, the links in turns. */
final class Uplink {
    /** As often as the mesh gives back small credits and drops what waited too long. */
    private static final long TICK_MICROS = 200_000;
    /** Forgetting may come late: what waited too long is found in its turn anyway, and the mesh forgets after 30 s. */
    private static final long SLOW_TICK_MICROS = 5_000_000;

    private final FlowCarrier carrier;
    private final VirtualNetwork network;
    private final List<Wire> wires = new ArrayList<>();
    private int turn;
    private long busyUntilMicros;
    private boolean pumping;
    private boolean again;
    private boolean tickPlanned;
    private long nextSlowTickMicros;
    private long sentBytes;

    Uplink(FlowCarrier carrier, VirtualNetwork network) {
        this.carrier = carrier;
        this.network = network;
    }

    void add(Wire wire) {
        wires.add(wire);
    }

    void remove(Wire wire) {
        wires.remove(wire);
        turn = 0;
    }

    long sentBytes() {
        return sentBytes;
    }

    int queuedBytes() {
        return wires.stream().mapToInt(Wire::queuedBytes).sum();
    }

    /** Something is to be sent or given back: it goes as soon as the uplink has room, the rest at ticks. */
    void stir() {
        planTick();
        pump();
    }

    /** Lets go what may go now. Credits that come free on the way are found by another round, not by a deeper call. */
    void pump() {
        again = true;
        if (pumping) {
            return;
        }
        pumping = true;
        while (again) {
            again = false;
            for (Wire wire : wires) {
                wire.grant(network.now(), false);
                wire.fill(network.now(), carrier.bandwidth().connectionBytes());
            }
            write();
        }
        pumping = false;
    }

    private void write() {
        long now = network.now();
        for (Wire wire = next(now); wire != null; wire = next(now)) {
            write(now, wire);
        }
    }

    private void write(long now, Wire wire) {
        Bandwidth bandwidth = carrier.bandwidth();
        Chosen chosen = wire.write(now, bandwidth);
        int bytes = chosen.parcel().wireBytes();
        sentBytes += bytes;
        if (chosen.parcel().type() == FrameTypes.CREDIT) {
            carrier.creditFrame(bytes);
        }
        // the connection has room again
        again = true;
        long uplinkMicros = bandwidth.uplinkMicros(bytes);
        long micros = Math.max(uplinkMicros, bandwidth.linkMicros(bytes));
        busyUntilMicros = now + uplinkMicros;
        if (micros == 0) {
            leave(wire, chosen);
            return;
        }
        if (uplinkMicros > 0 && uplinkMicros < micros) {
            network.at(now + uplinkMicros, this::pump);
        }
        network.at(now + micros, () -> {
            leave(wire, chosen);
            pump();
        });
    }

    /** Whose turn it is; null when the uplink is busy or nothing waits. */
    private Wire next(long now) {
        for (int i = 0; busyUntilMicros <= now && i < wires.size(); i++) {
            int at = (turn + i) % wires.size();
            if (wires.get(at).mayWrite(now)) {
                turn = at + 1;
                return wires.get(at);
            }
        }
        return null;
    }

    private void leave(Wire wire, Chosen chosen) {
        Parcel parcel = chosen.parcel();
        if (parcel.ticket() instanceof Passage passage) {
            parcel.body().release();
            network.depart(passage.frame());
        } else {
            List<Credits.Grant> grants = Credits.decode(parcel.body().view()).orElseThrow();
            long at = network.now() + wire.port().link().quality().delayMicros();
            network.at(at, () -> carrier.credited(network, wire.port().beyond(), grants));
        }
    }

    private void planTick() {
        if (!tickPlanned) {
            tickPlanned = true;
            network.at(network.now() + TICK_MICROS, this::tick);
        }
    }

    private void tick() {
        tickPlanned = false;
        long now = network.now();
        boolean slow = now >= nextSlowTickMicros;
        if (slow) {
            nextSlowTickMicros = now + SLOW_TICK_MICROS;
        }
        // by number: whatever the routing does when it hears of a load may end a link
        // and without writing in between: what is dropped there wakes the senders that are being gone through
        pumping = true;
        try {
            for (int i = 0; i < wires.size(); i++) {
                wires.get(i).tick(now, slow);
            }
        } finally {
            pumping = false;
        }
        again = true;
        pump();
        for (Wire wire : wires) {
            if (!wire.isIdle()) {
                planTick();
                return;
            }
        }
    }
}
