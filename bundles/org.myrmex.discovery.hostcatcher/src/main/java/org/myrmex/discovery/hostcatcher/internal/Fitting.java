package org.myrmex.discovery.hostcatcher.internal;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcatcher.caught.Ping;

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
     * The place that the link leads to, and in the public net another that is known there anyway. A local neighbour to whom none of the
     * places leads is told none: it could not reach it, and would know of a network that is not its own. On this machine all lead.
     *
     * @param own of the realm of the link
     * @param isSeen whether neighbours of several networks see this peer there
     */
    List<PeerRecord> of(List<PeerRecord> own, Neighbour neighbour, Predicate<String> isSeen) {
        Optional<InetAddress> there = Literals.of(neighbour.address().host());
        // of the other family it could prove none: it dials back where the link comes from
        List<PeerRecord> alike =
                own.stream().filter(record -> isOfFamily(record, there)).toList();
        if (alike.isEmpty()) {
            return List.of();
        }
        Optional<InetAddress> here = there.flatMap(route);
        Optional<PeerRecord> leading = alike.stream()
                .filter(record -> here.isPresent() && here.equals(host(record)))
                .findFirst();
        if (leading.isEmpty() && (here.isEmpty() || neighbour.realm() != Realm.PRIVATE)) {
            leading = there.flatMap(to -> alike.stream().max(nearerTo(to))).or(() -> Optional.of(alike.get(0)));
        }
        if (neighbour.realm() != Realm.PUBLIC) {
            return leading.stream().toList();
        }
        Stream<PeerRecord> seen =
                alike.stream().filter(record -> isSeen.test(record.address().host()));
        return Stream.concat(leading.stream(), seen)
                .distinct()
                .limit(Ping.MAX_RECORDS)
                .toList();
    }

    private static boolean isOfFamily(PeerRecord record, Optional<InetAddress> there) {
        return there.isEmpty()
                || host(record)
                        .filter(host -> commonBits(host, there.get()) >= 0)
                        .isPresent();
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
