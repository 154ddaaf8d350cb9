package org.myrmex.discovery.lan.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

class DoorTest {
    private static final PeerId ID = PeerId.of(new byte[32]);
    private static final InetAddress OWN = Loopback.address("192.168.7.7");

    @Test
    void aDoorOfAllAddressesIsReachedAtThisOne() {
        assertEquals(Optional.of(new Door(7081, ID)), Door.at(OWN, view("tls://0.0.0.0:7081")));
        assertEquals(Optional.of(new Door(7081, ID)), Door.at(OWN, view("tls://[0:0:0:0:0:0:0:0]:7081")));
    }

    @Test
    void aDoorOfThisAddressIsAndThatOfAnotherIsNot() {
        assertEquals(Optional.of(new Door(1, ID)), Door.at(OWN, view("tls://192.168.7.7:1", "tls://192.168.7.8:2")));
        assertEquals(Optional.empty(), Door.at(OWN, view("tls://192.168.7.8:2")));
    }

    @Test
    void aDoorOfThisMachineAloneIsNotAnnounced() {
        assertEquals(Optional.empty(), Door.at(OWN, view("tls://127.0.0.1:7081", "tls://[::1]:7081")));
    }

    @Test
    void whoDoesNotListenHasNoDoor() {
        assertEquals(Optional.empty(), Door.at(OWN, view()));
    }

    @Test
    void anotherTransportOrANameIsNoDoorForStrangers() {
        assertEquals(Optional.empty(), Door.at(OWN, view("memory://192.168.7.7:1", "tls://localhost:2")));
    }

    static MeshView view(String... doors) {
        List<PeerAddress> listening = Stream.of(doors).map(PeerAddress::parse).toList();
        return new MeshView(
                ID,
                listening,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                0,
                0,
                Map.of());
    }
}
