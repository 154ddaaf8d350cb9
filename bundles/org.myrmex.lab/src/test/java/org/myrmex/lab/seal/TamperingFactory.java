package org.myrmex.lab.seal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.Body;
import org.myrmex.lab.hostile.PassingOutbox;
import org.myrmex.testkit.simulation.VirtualNetwork;

/** A relay that changes one bit in the middle of what it passes on. */
final class TamperingFactory implements RoutingProtocolFactory {
    private final RoutingProtocolFactory honest;
    private final What altered;
    private final VirtualNetwork network;

    /** What it changes, by its length. */
    enum What {
        NOTHING(0),
        QUERIES(2048),
        ANSWERS(4096);

        private final int bytes;

        What(int bytes) {
            this.bytes = bytes;
        }
    }

    TamperingFactory(RoutingProtocolFactory honest, What altered, VirtualNetwork network) {
        this.honest = honest;
        this.altered = altered;
        this.network = network;
    }

    @Override
    public String name() {
        return "tampering";
    }

    @Override
    public String wire() {
        return honest.wire();
    }

    @Override
    public int stateVersion() {
        return honest.stateVersion();
    }

    @Override
    public RoutingProtocol create(
            long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
        Outbox altering = new PassingOutbox(outbox) {
            @Override
            public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
                if (body.length() != altered.bytes) {
                    super.send(link, header, body, flow, cause);
                    return;
                }
                Body changed = changed(body);
                super.send(link, header, changed, flow, cause);
                changed.release();
            }
        };
        return honest.create(now, limits, random, saved, altering);
    }

    private Body changed(Body body) {
        byte[] bytes = new byte[body.length()];
        body.view().get(bytes);
        bytes[bytes.length / 2] ^= 1;
        return network.bodies().make(bytes);
    }
}
