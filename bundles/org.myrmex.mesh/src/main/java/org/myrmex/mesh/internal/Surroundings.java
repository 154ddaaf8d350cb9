package org.myrmex.mesh.internal;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Notices that this machine has other addresses than before, or slept. Loop thread only. */
final class Surroundings {
    private static final long LOOK_MICROS = 3_000_000;
    /** Between two ticks of a machine that did not sleep there is never so much. */
    private static final long SLEPT_MICROS = 15_000_000;

    /** Told of a change. */
    interface Listener {
        /** These are the addresses now, at first and whenever they were looked up. @return whether they were others */
        boolean addresses(List<InetAddress> present);

        /** The way to the net may be another one. */
        void changed();
    }

    private final Loop loop;
    private final Executor pool;
    private final Supplier<List<InetAddress>> interfaces;
    private final Listener listener;
    private long tickedMicros;
    private long lookedMicros;
    private boolean looking;
    private boolean known;

    Surroundings(Loop loop, Executor pool, Supplier<List<InetAddress>> interfaces, Listener listener) {
        this.loop = loop;
        this.pool = pool;
        this.interfaces = interfaces;
        this.listener = listener;
    }

    /** Several times a second. */
    void tick() {
        long now = loop.now();
        boolean slept = tickedMicros != 0 && now - tickedMicros > SLEPT_MICROS;
        tickedMicros = now;
        if (slept) {
            listener.changed();
        }
        if (!looking && now - lookedMicros >= LOOK_MICROS) {
            lookedMicros = now;
            look();
        }
    }

    private void look() {
        looking = true;
        try {
            pool.execute(() -> {
                List<InetAddress> present = interfaces.get();
                loop.execute(() -> looked(present));
            });
        } catch (RejectedExecutionException busy) {
            looking = false;
        }
    }

    private void looked(List<InetAddress> present) {
        looking = false;
        boolean others = listener.addresses(present);
        if (others && known) {
            listener.changed();
        }
        known = true;
    }

    /** Addresses of the interfaces that are up, in an order that does not change. */
    static List<InetAddress> present() {
        List<InetAddress> present = new ArrayList<>();
        try {
            for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
                if (one.isUp()) {
                    one.inetAddresses().forEach(present::add);
                }
            }
        } catch (SocketException e) {
            return List.of(); // none that could be asked
        }
        present.sort(Comparator.comparing(InetAddress::getHostAddress));
        return present;
    }
}
