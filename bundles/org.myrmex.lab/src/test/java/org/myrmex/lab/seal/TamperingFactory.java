package org.myrmex.lab.seal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.api.transport.Body;
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
        Outbox altering = (Outbox) Proxy.newProxyInstance(
                Outbox.class.getClassLoader(), new Class<?>[] {Outbox.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("send") && ((Body) arguments[2]).length() == altered.bytes) {
                            Body changed = changed((Body) arguments[2]);
                            arguments[2] = changed;
                            Object result = method.invoke(outbox, arguments);
                            changed.release();
                            return result;
                        }
                        return method.invoke(outbox, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return honest.create(now, limits, random, saved, altering);
    }

    private Body changed(Body body) {
        byte[] bytes = new byte[body.length()];
        body.view().get(bytes);
        bytes[bytes.length / 2] ^= 1;
        return network.bodies().make(bytes);
    }
}
