package org.myrmex.lab.hostile;

import java.util.random.RandomGenerator;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.VirtualAddress;

/**
 * Lays out bursts of queries, each from an address that nobody has, every other one from its own where it has one: a routing
 * that asks for signatures sends no others. A flooder without an end would end no run, so it has a number of bursts.
 */
final class Flooder extends PassingRouting {
    static final int QUERIES_IN_A_BURST = 8;
    static final int BURSTS = 16;

    private static final long BURST_MICROS = 250_000;

    private final RoutingProtocol honest;
    private final RandomGenerator random;
    private final Deeds deeds;
    private VirtualAddress own;
    private int burstsLeft = BURSTS;
    private long nextBurstMicros = Long.MAX_VALUE;

    private Flooder(RoutingProtocol honest, RandomGenerator random, Deeds deeds) {
        super(honest);
        this.honest = honest;
        this.random = random;
        this.deeds = deeds;
    }

    static RoutingProtocol create(Honest honest, Outbox outbox, RandomGenerator random, Deeds deeds) {
        return new Flooder(honest.create(outbox), random, deeds);
    }

    @Override
    public void linkUp(long now, LinkId link, LinkFacts facts) {
        super.linkUp(now, link, facts);
        nextBurstMicros = Math.min(nextBurstMicros, now + BURST_MICROS);
    }

    @Override
    public void addressOpened(long now, VirtualAddress address, AddressRecord record) {
        super.addressOpened(now, address, record);
        own = address;
    }

    @Override
    public void tick(long now) {
        if (honest.nextWakeUp() <= now) {
            super.tick(now);
        }
        if (wakeUp() <= now) {
            burstsLeft--;
            nextBurstMicros = now + BURST_MICROS;
            for (int i = 0; i < QUERIES_IN_A_BURST; i++) {
                VirtualAddress from = own != null && i % 2 == 1 ? own : nobody();
                honest.query(now, Forger.ask(from, random), QueryScope.DEFAULT, Handle.NONE);
                deeds.count(Deed.FLOODED);
            }
        }
    }

    @Override
    public long nextWakeUp() {
        return Math.min(super.nextWakeUp(), wakeUp());
    }

    private long wakeUp() {
        return burstsLeft == 0 ? Long.MAX_VALUE : nextBurstMicros;
    }

    private VirtualAddress nobody() {
        byte[] bytes = new byte[VirtualAddress.LENGTH];
        random.nextBytes(bytes);
        return VirtualAddress.of(bytes);
    }
}
