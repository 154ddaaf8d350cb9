package org.myrmex.discovery.hostcatcher.internal;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.myrmex.api.discovery.PeerRecord;

/**
 * Which of this peer's places a neighbour is told. A machine has addresses that the neighbour cannot reach, and whose telling says
 * more than the link does: of containers, of the network at home to those of a VPN.
 */
final class Fitting {
    private static final int ANY_PORT = 9;

    private final Function<InetAddress, Optional<InetAddress>> route;

    /** @param route from which own address an address is reached */
    Fitting(Function<InetAddress, Optional<InetAddress>> route) {
        this.route = route;
    }

    /**
     * The place that the link leads to comes first; another follows only when it is known outside anyway.
     *
     * @param own of the realm of the link
     * @param isSeen whether neighbours of several networks see this peer there
     */
    List<PeerRecord> of(List<PeerRecord> own, String neighbour, Predicate<String> isSeen) {
        if (own.size() < 2) {
            return own;
        }
        Optional<InetAddress> there = Literals.of(neighbour);
        Optional<InetAddress> here = there.flatMap(route);
        PeerRecord nearest = own.stream()
                .filter(record -> here.isPresent() && here.equals(host(record)))
                .findFirst()
                .or(() -> there.flatMap(to -> own.stream().max(nearerTo(to))))
                .orElse(own.get(0));
        List<PeerRecord> told = new ArrayList<>(List.of(nearest));
        own.stream()
                .filter(record -> !record.equals(nearest))
                .filter(record -> isSeen.test(record.address().host()))
                .findFirst()
                .ifPresent(told::add);
        return told;
    }

    private static Comparator<PeerRecord> nearerTo(InetAddress there) {
        return Comparator.comparingInt(
                record -> host(record).map(host -> commonBits(host, there)).orElse(-1));
    }

    private static Optional<InetAddress> host(PeerRecord record) {
        return Literals.of(record.address().host());
    }

    /** Leading bits that both have; none of an address of the other family. */
    private static int commonBits(InetAddress one, InetAddress other) {
        byte[] a = one.getAddress();
        byte[] b = other.getAddress();
        if (a.length != b.length) {
            return -1;
        }
        for (int i = 0; i < a.length; i++) {
            int differing = (a[i] ^ b[i]) & 0xFF;
            if (differing != 0) {
                return i * Byte.SIZE + Integer.numberOfLeadingZeros(differing) - (Integer.SIZE - Byte.SIZE);
            }
        }
        return a.length * Byte.SIZE;
    }

    /** As the system says: a datagram socket that is connected and sends nothing has the address of the way there. */
    static Optional<InetAddress> bySystem(InetAddress there) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(there, ANY_PORT));
            InetAddress here = socket.getLocalAddress();
            return here == null || here.isAnyLocalAddress() ? Optional.empty() : Optional.of(here);
        } catch (SocketException noWay) {
            return Optional.empty();
        }
    }
}
