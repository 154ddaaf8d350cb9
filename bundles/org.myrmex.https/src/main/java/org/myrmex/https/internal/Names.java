package org.myrmex.https.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What the certificate says that this peer is called. Whoever knocks can read it, so that it says nothing of this machine that he did
 * not know, but what its owner wrote and what means nothing to anybody outside.
 *
 * @param hosts in lower case
 * @param addresses literal, as {@link InetAddress#getHostAddress} writes them
 */
record Names(NavigableSet<String> hosts, NavigableSet<String> addresses) {
    /** In one certificate; clients refuse greetings that do not end. */
    static final int MAX_ADDRESSES = 32;

    private static final int MAX_HOSTS = 32;
    /** fc00::/7, which a site gives itself and keeps (RFC 4193, 3.1). */
    private static final int UNIQUE_LOCAL = 0xfc;

    /**
     * What is needed by a server there.
     *
     * @param bound where the server listens; empty: everywhere
     * @param configured under which the owner also calls it
     */
    static Names of(String bound, Collection<String> configured) throws SocketException {
        Names names = new Names(new TreeSet<>(), new TreeSet<>());
        names.add("localhost");
        names.add("127.0.0.1");
        names.add("::1");
        if (Addresses.isEverywhere(bound)) {
            NetworkInterface.networkInterfaces()
                    .filter(Names::isNetwork)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Names::isPrivate)
                    .forEach(names::add);
        } else {
            names.add(bound);
        }
        configured.forEach(name -> names.add(name.strip()));
        return names;
    }

    /** Of a tunnel's own address nobody else needs to know, and that it is there tells something of its owner. */
    private static boolean isNetwork(NetworkInterface card) {
        try {
            return card.isUp() && !card.isPointToPoint();
        } catch (SocketException e) {
            return false;
        }
    }

    /** RFC 1918 and RFC 4193. A public one names its owner to whoever comes by another way, and changes by the day (RFC 8981). */
    static boolean isPrivate(InetAddress address) {
        return address instanceof Inet4Address
                ? address.isSiteLocalAddress()
                : (address.getAddress()[0] & 0xfe) == UNIQUE_LOCAL;
    }

    private void add(String host) {
        Addresses.literal(host).ifPresentOrElse(this::add, () -> {
            if (hosts.size() < MAX_HOSTS && host.matches("[A-Za-z0-9_.-]{1,253}")) {
                hosts.add(host.toLowerCase(Locale.ROOT));
            }
        });
    }

    private void add(InetAddress address) {
        if (addresses.size() < MAX_ADDRESSES) {
            addresses.add(Addresses.text(address));
        }
    }

    /**
     * Whether a certificate for {@code older} will do. It may have further private addresses, since bridges and cables that come and go
     * would else cost the clients' trust each time.
     */
    boolean areIn(Names older) {
        return older.hosts.equals(hosts)
                && older.addresses.containsAll(addresses)
                && older.addresses.stream()
                        .filter(address -> !addresses.contains(address))
                        .allMatch(address -> Addresses.literal(address)
                                .filter(Names::isPrivate)
                                .isPresent());
    }

    /** Names and addresses. */
    List<String> all() {
        List<String> all = new ArrayList<>(hosts);
        all.addAll(addresses);
        return all;
    }
}
