package org.myrmex.discovery.hostcatcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerRecord;

class FittingTest {
    private static final String DOCKER = "172.17.0.1";
    private static final String VPN = "10.8.0.6";
    private static final String LAN = "192.168.1.5";

    private KeyPair key;
    private final Fitting withoutWay = new Fitting(there -> Optional.empty());

    @BeforeEach
    void makeKey() throws Exception {
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void aNeighbourIsToldTheAddressOfItsOwnNetworkAndNoOther() {
        assertEquals(List.of(LAN), told(withoutWay, "192.168.1.77", DOCKER, VPN, LAN));
        assertEquals(List.of(VPN), told(withoutWay, "10.8.0.1", DOCKER, VPN, LAN));
        assertEquals(List.of(DOCKER), told(withoutWay, "172.17.0.2", DOCKER, VPN, LAN));
    }

    @Test
    void theWayThatTheSystemTakesSaysMoreThanBits() throws Exception {
        InetAddress vpn = InetAddress.getByName(VPN);
        assertEquals(List.of(VPN), told(new Fitting(there -> Optional.of(vpn)), "192.168.9.9", DOCKER, VPN, LAN));
        InetAddress translated = InetAddress.getByName("20.1.1.1");
        assertEquals(
                List.of(LAN), told(new Fitting(there -> Optional.of(translated)), "192.168.9.9", DOCKER, VPN, LAN));
    }

    @Test
    void anotherIsToldWhenWitnessesHaveSeenIt() {
        List<PeerRecord> own = records("20.1.1.1", "20.9.9.9", "2001:db8:0:0:0:0:0:1");
        assertEquals(
                List.of("20.9.9.9", "2001:db8:0:0:0:0:0:1"),
                hosts(withoutWay.of(own, "20.9.9.1", host -> host.startsWith("2001:"))));
        assertEquals(
                List.of("2001:db8:0:0:0:0:0:1", "20.1.1.1"),
                hosts(withoutWay.of(own, "2001:db8:9:0:0:0:0:9", host -> true)));
    }

    @Test
    void theOnlyPlaceIsToldToEverybody() {
        assertEquals(List.of(LAN), told(withoutWay, "10.8.0.1", LAN));
        assertEquals(List.of(), told(withoutWay, "10.8.0.1"));
        assertEquals(List.of(DOCKER), told(withoutWay, "a-name", DOCKER, LAN), "where nothing is known, the first");
    }

    @Test
    void theSystemKnowsTheWayToItself() {
        InetAddress here = InetAddress.getLoopbackAddress();
        assertTrue(Fitting.bySystem(here).orElseThrow().isLoopbackAddress());
    }

    private List<String> told(Fitting fitting, String neighbour, String... own) {
        return hosts(fitting.of(records(own), neighbour, host -> false));
    }

    private List<PeerRecord> records(String... hosts) {
        return Arrays.stream(hosts)
                .map(host -> PeerRecord.sign(key, "tls", Literals.of(host).orElseThrow(), 7081, 20_000))
                .toList();
    }

    private static List<String> hosts(List<PeerRecord> records) {
        return records.stream().map(record -> record.address().host()).toList();
    }
}
