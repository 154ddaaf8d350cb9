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
import org.myrmex.api.discovery.Neighbour;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;

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
        assertEquals(List.of(VPN), told(new Fitting(there -> Optional.of(vpn)), "192.168.9.9", VPN));
    }

    @Test
    void aLocalNeighbourToWhomNoPlaceLeadsIsToldNone() throws Exception {
        InetAddress wlan = InetAddress.getByName("192.168.2.2");
        Fitting overWlan = new Fitting(there -> Optional.of(wlan));
        assertEquals(List.of(), told(overWlan, "192.168.2.9", DOCKER, VPN, LAN), "the bits say nothing any more");
        assertEquals(List.of(), told(overWlan, "192.168.2.9", LAN), "nor that there is but one");
        assertEquals(
                List.of(),
                hosts(overWlan.of(records(VPN, LAN), neighbour("192.168.2.9"), host -> true)),
                "whoever sees it there");
    }

    @Test
    void everyPlaceOnThisMachineLeadsToIt() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertEquals(List.of("127.0.1.1"), told(new Fitting(there -> Optional.of(loopback)), "127.0.2.2", "127.0.1.1"));
    }

    @Test
    void behindAddressTranslationNoPlaceIsWhereTheSystemSaysAndOneIsTold() throws Exception {
        InetAddress translated = InetAddress.getByName("10.1.1.1");
        assertEquals(List.of("20.1.1.1"), told(new Fitting(there -> Optional.of(translated)), "20.9.9.1", "20.1.1.1"));
    }

    @Test
    void anotherIsToldWhenWitnessesHaveSeenItAndOfTheFamilyOfTheLink() {
        List<PeerRecord> own = records("20.1.1.1", "20.9.9.9", "20.1.1.2", "2001:db8:0:0:0:0:0:1");
        assertEquals(
                List.of("20.9.9.9", "20.1.1.2"),
                hosts(withoutWay.of(own, neighbour("20.9.9.1"), host -> !host.equals("20.1.1.1"))));
        assertEquals(List.of("20.9.9.9"), hosts(withoutWay.of(own, neighbour("20.9.9.1"), host -> false)));
        assertEquals(
                List.of("2001:db8:0:0:0:0:0:1"),
                hosts(withoutWay.of(own, neighbour("2001:db8:9:0:0:0:0:9"), host -> true)));
        assertEquals(List.of(), told(withoutWay, "20.9.9.1", "2001:db8:0:0:0:0:0:1"));
    }

    @Test
    void whereTheSystemDoesNotSayTheOnlyPlaceIsTold() {
        assertEquals(List.of(LAN), told(withoutWay, "10.8.0.1", LAN));
        assertEquals(List.of(), told(withoutWay, "10.8.0.1"));
        Neighbour named = new Neighbour(new PeerAddress("tls", "a-name", 1, Optional.empty()), Realm.PRIVATE, true);
        assertEquals(
                List.of(DOCKER),
                hosts(withoutWay.of(records(DOCKER, LAN), named, host -> false)),
                "where nothing is known, the first");
    }

    @Test
    void theSystemKnowsTheWayToItself() {
        InetAddress here = InetAddress.getLoopbackAddress();
        assertTrue(Fitting.bySystem(here).orElseThrow().isLoopbackAddress());
    }

    private List<String> told(Fitting fitting, String neighbour, String... own) {
        return hosts(fitting.of(records(own), neighbour(neighbour), host -> false));
    }

    private static Neighbour neighbour(String host) {
        return new Neighbour(
                new PeerAddress("tls", host, 1, Optional.empty()),
                Realm.of(Literals.of(host).orElseThrow()),
                true);
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
