package org.myrmex.discovery.dns.zone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/**
 * What a peer registers of itself: an instance of the service, named by its id.
 *
 * @param domain the zone, without a dot at its end
 * @param doors where it listens, best first; at least one
 */
public record Announcement(String domain, PeerId peer, List<PeerAddress> doors) {
    /** Characters of one string (RFC 1035, section 3.3). */
    private static final int MAX_STRING = 255;

    public Announcement {
        doors = List.copyOf(doors);
        if (doors.isEmpty()) {
            throw new IllegalArgumentException("a peer that listens nowhere has nothing to register");
        }
    }

    /**
     * What is to be registered of the doors at hand.
     *
     * @return nothing when none of them can be reached from elsewhere
     */
    public static Optional<Announcement> of(String domain, PeerId peer, List<PeerAddress> doors) {
        TreeSet<String> seen = new TreeSet<>();
        List<PeerAddress> kept = new ArrayList<>();
        for (PeerAddress door : doors) {
            PeerAddress bare = new PeerAddress(door.scheme(), door.host(), door.port(), Optional.empty());
            if (door.scheme().equals("tls")
                    && door.port() > 0
                    && kept.size() < InstanceText.MAX_ADDRESSES
                    && seen.add(bare.toString())) {
                kept.add(bare);
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(new Announcement(domain, peer, kept));
    }

    /** Name of the zone. */
    public String zone() {
        return domain + ".";
    }

    /** Where instances are listed. */
    public String service() {
        return "_myrmex._tcp." + domain + ".";
    }

    /** Its own instance. */
    public String instance() {
        return peer + "." + service();
    }

    /** Name for its literal addresses, since the target of an SRV record has to be one (RFC 2782). */
    public String host() {
        return peer + "." + domain + ".";
    }

    /** The strings of its TXT record: of the doors as many as fit into one, the best first. */
    public List<String> texts() {
        String addresses = "";
        for (PeerAddress door : doors) {
            String more = (addresses.isEmpty() ? "addr=" : addresses + ",")
                    + door.toString().substring("tls://".length());
            addresses = more.length() <= MAX_STRING ? more : addresses;
        }
        String id = "id=" + peer;
        return addresses.isEmpty() ? List.of(id) : List.of(id, addresses);
    }
}
