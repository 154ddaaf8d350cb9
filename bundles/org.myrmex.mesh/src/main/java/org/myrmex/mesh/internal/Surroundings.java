package org.myrmex.mesh.internal;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices that this machine has other addresses than before, or slept. Loop thread only. */
final class Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    /** A look takes a fraction of a millisecond, and whoever changes networks waits for it. */
    static final long LOOK_MICROS = 1_000_000;
    /** Between two ticks of a machine that did not sleep there is never so much. */
    private static final long SLEPT_MICROS = 15_000_000;
    /**
     * What engines of containers and virtual machines (Docker, libvirt, LXC, CNI, Podman) call their bridges. Such a bridge
     * leads to this machine's own guests and to nobody else.
     */
    private static final Pattern BRIDGE_TO_GUESTS = Pattern.compile(
            "docker\\d+|br-[0-9a-f]{12}|virbr\\d+|lxcbr\\d+|lxdbr\\d+|cni\\d+|cni-podman\\d+|podman\\d+");

    /** Told of a change. */
    interface Listener {
        /** These are the addresses now, at first and whenever they were looked up. @return whether the way to the net may be another one */
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

    /** @param interfaces as {@link #present} */
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
            pool.execute(this::ask);
        } catch (RejectedExecutionException busy) {
            looking = false;
        }
    }

    /** On a thread of the pool. */
    private void ask() {
        try {
            List<InetAddress> present = interfaces.get();
            loop.execute(() -> looked(present));
        } catch (RuntimeException e) {
            LOG.debug("the addresses of this machine cannot be told just now; the last ones stand", e);
            loop.execute(() -> looking = false);
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

    /**
     * Addresses of the interfaces that are up, in an order that does not change.
     *
     * @throws UncheckedIOException when the system does not tell
     */
    static List<InetAddress> present() {
        List<NetworkInterface> all;
        try {
            all = NetworkInterface.networkInterfaces().toList();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        List<InetAddress> present = new ArrayList<>();
        for (NetworkInterface one : all) {
            if (!leadsToGuestsOnly(one.getName()) && isUp(one)) {
                one.inetAddresses().forEach(present::add);
            }
        }
        present.sort(Comparator.comparing(InetAddress::getHostAddress));
        return present;
    }

    /** By its name, for Java tells nothing else of it. A tunnel or a dialled line is the way to the net and no such thing. */
    static boolean leadsToGuestsOnly(String name) {
        return BRIDGE_TO_GUESTS.matcher(name).matches();
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (SocketException gone) {
            return false; // since they were listed
        }
    }
}
