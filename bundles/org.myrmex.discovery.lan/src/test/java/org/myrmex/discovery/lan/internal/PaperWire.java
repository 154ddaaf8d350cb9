package org.myrmex.discovery.lan.internal;

import java.util.Optional;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.lan.heard.TextRecord;

/** A network on which everybody answers at once. */
final class PaperWire implements Wire {
    private static final int TTL_SECONDS = 3600;
    private static final String NEIGHBOUR = "192.168.7.250";

    final Nic nic;
    final Optional<Door> door;
    private final Iterable<PeerAddress> others;
    final Hearer hearer;
    boolean alive = true;
    boolean closed;
    int asked;

    PaperWire(Nic nic, Optional<Door> door, Iterable<PeerAddress> others, Hearer hearer) {
        this.nic = nic;
        this.door = door;
        this.others = others;
        this.hearer = hearer;
    }

    @Override
    public void ask() {
        asked++;
        for (PeerAddress other : others) {
            var address = Loopback.address(other.host());
            // whoever is on the network has an address of it
            var sender = Realm.of(address) == Realm.of(nic.address()) ? address : Loopback.address(NEIGHBOUR);
            String host = other.host() + ".local.";
            hearer.service(nic, sender, "peer at " + other.host(), host, other.port(), TTL_SECONDS);
            byte[] text = other.id().map(TextRecord::write).orElse(new byte[0]);
            hearer.text(nic, sender, "peer at " + other.host(), text, TTL_SECONDS);
            hearer.address(nic, sender, host, address);
        }
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public void close() {
        closed = true;
    }
}
