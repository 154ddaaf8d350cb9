package org.myrmex.discovery.lan.internal;

import java.util.Optional;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.discovery.lan.heard.TextRecord;

/** A network on which everybody answers at once. */
final class PaperWire implements Wire {
    private static final int TTL_SECONDS = 3600;

    final Nic nic;
    final Optional<Door> door;
    private final Iterable<PeerAddress> others;
    private final Hearer hearer;
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
            String host = other.host() + ".local.";
            hearer.service(nic, address, "peer at " + other.host(), host, other.port(), TTL_SECONDS);
            byte[] text = other.id().map(TextRecord::write).orElse(new byte[0]);
            hearer.text(nic, address, "peer at " + other.host(), text, TTL_SECONDS);
            hearer.address(nic, address, host, address);
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
