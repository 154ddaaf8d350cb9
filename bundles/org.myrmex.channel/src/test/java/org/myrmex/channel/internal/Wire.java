package org.myrmex.channel.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.myrmex.api.mesh.DatagramListener;
import org.myrmex.api.mesh.Datagrams;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;

/** Joins the peers of a world: loses, doubles and reorders what it carries, by a seed; keeps it for the test to see. */
final class Wire {
    /** What one datagram was. */
    record Carried(VirtualAddress from, VirtualAddress to, byte[] body, SendOptions.Route route, long micros) {
        int kind() {
            return body[2];
        }
    }

    private final World world;
    private final Random random;
    private final TreeMap<VirtualAddress, LocalAddress> addresses = new TreeMap<>();
    private final TreeMap<VirtualAddress, DatagramListener> listeners = new TreeMap<>();
    private final List<Carried> carried = new ArrayList<>();

    double loss;
    double doubling;
    long delayMicros = 20_000;
    long jitterMicros;
    boolean cut;
    /** Until a fresh route is asked for, nothing arrives. */
    boolean staleRoute;

    boolean refusing;
    UnaryOperator<Carried> tamper = UnaryOperator.identity();
    int heldCredits;

    Wire(World world, long seed) {
        this.world = world;
        this.random = new Random(seed);
    }

    List<Carried> carried() {
        return carried;
    }

    List<Carried> carried(int kind) {
        return carried.stream().filter(one -> one.kind() == kind).toList();
    }

    /** Brings a datagram, whoever sent it. */
    void bring(Carried one) {
        DatagramListener listener = listeners.get(one.to());
        if (listener != null) {
            heldCredits++;
            listener.received(addresses.get(one.to()), one.from(), Body.copyOf(one.body()), () -> heldCredits--);
            listener.turnEnded();
        }
    }

    /** An address is no more. */
    void close(TestAddress address) {
        DatagramListener listener = listeners.remove(address.address());
        world.in(0, () -> listener.closed(address));
    }

    private void carry(Carried one) {
        carried.add(one);
        if (one.route() == SendOptions.Route.FRESH && !cut) {
            staleRoute = false;
        }
        if (cut || staleRoute || random.nextDouble() < loss) {
            return;
        }
        Carried arriving = tamper.apply(one);
        int copies = random.nextDouble() < doubling ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long jitter = jitterMicros == 0 ? 0 : random.nextLong(jitterMicros);
            world.in(delayMicros + jitter, () -> bring(arriving));
        }
    }

    /** One peer's end of it. */
    final class End implements Datagrams {
        private DatagramListener listener;

        /** The peer has this address. */
        void attach(TestAddress address) {
            addresses.put(address.address(), address);
            listeners.put(address.address(), listener);
        }

        @Override
        public Registration receive(int protocol, DatagramListener taker) {
            listener = taker;
            return () -> listeners.values().removeIf(one -> one == taker);
        }

        @Override
        public boolean send(LocalAddress local, VirtualAddress to, Body body, SendOptions options, Runnable written) {
            byte[] bytes = new byte[body.length()];
            body.view().get(bytes);
            body.release();
            boolean sized = bytes.length <= 512
                    || Arrays.stream(Datagrams.sizeClasses()).anyMatch(size -> size == bytes.length);
            if (!sized || bytes[0] != 1 || bytes[1] != 1) {
                throw new IllegalArgumentException("not a body of the protocol");
            }
            if (refusing || !listeners.containsKey(local.address())) {
                return false;
            }
            world.in(100, () -> {
                written.run();
                listener.turnEnded();
            });
            carry(new Carried(local.address(), to, bytes, options.route(), world.nowMicros()));
            return true;
        }

        @Override
        public LocalAddress local(Endpoint endpoint) {
            return (TestAddress) endpoint;
        }
    }
}
