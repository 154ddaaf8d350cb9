package org.myrmex.https.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What the certificate says that this peer is called.
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
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Names::lasts)
                    .forEach(names::add);
        } else {
            names.add(bound);
        }
        configured.forEach(name -> names.add(name.strip()));
        return names;
    }

    /** Public IPv6 addresses change by the day (RFC 8981): a certificate that did as well would be trusted by nobody. */
    private static boolean lasts(InetAddress address) {
        boolean local = (address.getAddress()[0] & 0xfe) == UNIQUE_LOCAL;
        return !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && (address instanceof Inet4Address || local);
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

    /** Whether a certificate for {@code older} will do: one that knows more addresses is as good. */
    boolean areIn(Names older) {
        return older.hosts.equals(hosts) && older.addresses.containsAll(addresses);
    }

    /**
     * These and the addresses of the certificate before. A machine that goes to and fro between two networks would else lose
     * its clients' trust each time.
     */
    Names with(Names older) {
        Names both = new Names(hosts, new TreeSet<>(addresses));
        for (String address : older.addresses) {
            if (both.addresses.size() < MAX_ADDRESSES) {
                both.addresses.add(address);
            }
        }
        return both;
    }
}
