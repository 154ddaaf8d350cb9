package org.myrmex.discovery.lan.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.transport.Realm;

/** The interfaces that may be used now. */
final class Nics {
    /** Each costs three threads and a socket. */
    static final int MAX_NICS = 8;

    private final List<String> names;

    /** @param names of interfaces to use; none for all */
    Nics(List<String> names) {
        this.names = names;
    }

    /** One IPv4 and one IPv6 address of each interface, as far as they are private. */
    List<Nic> read() throws SocketException {
        List<Nic> nics = new ArrayList<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces()
                .sorted(Comparator.comparing(NetworkInterface::getName))
                .toList()) {
            if (isWanted(each)) {
                for (boolean six : new boolean[] {false, true}) {
                    address(each, six)
                            .ifPresent(address -> nics.add(new Nic(each.getName(), each.getIndex(), address)));
                }
            }
        }
        return List.copyOf(nics.subList(0, Math.min(MAX_NICS, nics.size())));
    }

    private boolean isWanted(NetworkInterface each) throws SocketException {
        if (!each.isUp() || !each.supportsMulticast()) {
            return false;
        }
        // the far end of a tunnel is no local network: it learns of us only when the operator names the tunnel
        return names.isEmpty() ? !each.isLoopback() && !each.isPointToPoint() : names.contains(each.getName());
    }

    /** Link-local ones before others of IPv6: every interface has one, and it never leaves the wire. */
    private static Optional<InetAddress> address(NetworkInterface each, boolean six) {
        return each.getInterfaceAddresses().stream()
                .map(InterfaceAddress::getAddress)
                .filter(address -> address instanceof Inet6Address == six)
                .filter(address -> Realm.of(address) == Realm.PRIVATE)
                .min(Comparator.comparing(address -> six && !address.isLinkLocalAddress()));
    }
}
