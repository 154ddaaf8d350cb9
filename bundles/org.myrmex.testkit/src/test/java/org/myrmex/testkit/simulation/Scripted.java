package org.myrmex.testkit.simulation;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/** A routing that does nothing but what a test overrides. */
class Scripted implements RoutingProtocol {
    final Outbox outbox;

    Scripted(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A protocol made of an outbox. */
    interface Maker {
        RoutingProtocol make(Outbox outbox);
    }

    static RoutingProtocolFactory factory(Maker maker) {
        return new RoutingProtocolFactory() {
            @Override
            public String name() {
                return "scripted";
            }

            @Override
            public String wire() {
                return "scripted/1";
            }

            @Override
            public int stateVersion() {
                return 1;
            }

            @Override
            public RoutingProtocol create(
                    long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
                return maker.make(outbox);
            }
        };
    }

    @Override
    public void addressOpened(long now, VirtualAddress address, AddressRecord record) {}

    @Override
    public void addressClosed(long now, VirtualAddress address) {}

    @Override
    public void linkUp(long now, LinkId link, LinkFacts facts) {}

    @Override
    public void linkDown(long now, LinkId link, CloseReason why) {}

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {}

    @Override
    public void send(long now, Message message, SendOptions options, Handle handle) {}

    @Override
    public void query(long now, Message message, QueryScope scope, Handle handle) {}

    @Override
    public void answer(long now, Message message, byte[] queryId, Handle handle) {}

    @Override
    public void tick(long now) {}

    @Override
    public long nextWakeUp() {
        return Long.MAX_VALUE;
    }

    @Override
    public byte[] save(long now, SavePurpose purpose) {
        return new byte[0];
    }

    @Override
    public void routes(long now, Consumer<RouteView> to) {}
}
