package org.myrmex.discovery.hostcache.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myrmex.api.transport.Realm;

/**
 * Where a list is served.
 *
 * @param realm of the peers that are named there: those that whoever can ask can reach
 */
public record Place(InetSocketAddress address, Realm realm) {
    private static final Pattern TEXT = Pattern.compile("(?:([0-9.]+|\\[[0-9A-Fa-f:.]+]):)?([0-9]{1,5})");

    /**
     * Reads {@code [ADDRESS:]PORT}; without an address it stands for all of the machine.
     *
     * @return empty when that is none; names are none, since whoever answers for them would choose the door
     */
    public static Optional<Place> of(String text) {
        Matcher parts = TEXT.matcher(text.trim());
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 0xFFFF) {
            return Optional.empty();
        }
        int port = Integer.parseInt(parts.group(2));
        if (parts.group(1) == null) {
            return Optional.of(new Place(new InetSocketAddress(port), Realm.PUBLIC));
        }
        try {
            // a literal: nobody is asked
            InetAddress host = InetAddress.getByName(parts.group(1));
            Realm realm = host.isAnyLocalAddress() ? Realm.PUBLIC : Realm.of(host);
            return Optional.of(new Place(new InetSocketAddress(host, port), realm));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
