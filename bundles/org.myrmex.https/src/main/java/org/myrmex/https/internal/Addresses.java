package org.myrmex.https.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Literal addresses; nothing here asks a name server. */
final class Addresses {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%.*)?");

    private Addresses() {}

    /** Empty for a name; brackets may stand around an IPv6 address. */
    static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    static boolean isLoopback(String host) {
        return host.toLowerCase(Locale.ROOT).equals("localhost")
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** Whether it stands for all addresses of the machine. */
    static boolean isEverywhere(String host) {
        return host.isEmpty()
                || literal(host).filter(InetAddress::isAnyLocalAddress).isPresent();
    }

    /** As text without brackets and without the network card that follows a percent sign. */
    static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
