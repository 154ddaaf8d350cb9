package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.mesh.guard.Network;

class WhereaboutsTest {
    private static final long HOUR = 3_600_000_000L;
    private static final Network ONE = new Network(Realm.PUBLIC, "one");
    private static final Network OTHER = new Network(Realm.PUBLIC, "other");

    private final List<PeerAddress> doors = new ArrayList<>();
    private long now = 1_700_000_000_000_000L;
    private Identity identity;
    private Whereabouts whereabouts;

    @BeforeEach
    void listenEverywhere() throws NoSuchAlgorithmException {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        identity = new Identity(key);
        whereabouts = new Whereabouts(identity, () -> now, () -> doors);
        doors.add(PeerAddress.parse("tls://0.0.0.0:7081"));
    }

    private static InetAddress host(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    private List<String> places(Realm realm) {
        return whereabouts.places(realm).stream()
                .map(place -> place.host().getHostAddress() + ":" + place.port())
                .toList();
    }

    @Test
    void aDoorToEveryInterfaceIsWhereTheInterfacesOfTheRealmAre() throws Exception {
        whereabouts.interfaces(List.of(host("127.0.0.1"), host("10.1.2.3"), host("20.1.2.3"), host("fe80::1")));
        assertEquals(List.of("127.0.0.1:7081"), places(Realm.LOOPBACK));
        assertEquals(List.of("10.1.2.3:7081"), places(Realm.PRIVATE), "nobody can dial a link-local address");
        assertEquals(List.of("20.1.2.3:7081"), places(Realm.PUBLIC));
    }

    @Test
    void aDoorOfOneAddressIsThere() throws Exception {
        doors.set(0, PeerAddress.parse("tls://10.1.2.3:99"));
        whereabouts.interfaces(List.of(host("127.0.0.1"), host("10.1.2.3"), host("10.1.2.4")));
        assertEquals(List.of("10.1.2.3:99"), places(Realm.PRIVATE));
        assertEquals(List.of(), places(Realm.LOOPBACK));
    }

    @Test
    void noMorePlacesAreToldThanFour() throws Exception {
        List<InetAddress> many = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            many.add(host("10.0.0." + i));
        }
        whereabouts.interfaces(many);
        assertEquals(Whereabouts.MAX_PLACES, places(Realm.PRIVATE).size());
    }

    @Test
    void aPublicAddressThatOthersSeeIsBelievedWhenTwoNetworksSaySo() throws Exception {
        whereabouts.interfaces(List.of(host("10.1.2.3")));
        whereabouts.seenAs(ONE, host("20.1.2.3"));
        whereabouts.seenAs(ONE, host("20.1.2.3"));
        assertEquals(List.of(), places(Realm.PUBLIC), "one teller may lie");
        whereabouts.seenAs(OTHER, host("10.9.9.9"));
        whereabouts.seenAs(new Network(Realm.PRIVATE, "inside"), host("20.1.2.3"));
        assertEquals(List.of(), places(Realm.PUBLIC));
        whereabouts.seenAs(OTHER, host("20.1.2.3"));
        assertEquals(List.of("20.1.2.3:7081"), places(Realm.PUBLIC));
        assertTrue(whereabouts.interfaces(List.of(host("10.1.2.9"))));
        assertEquals(List.of(), places(Realm.PUBLIC), "that was elsewhere");
    }

    @Test
    void whatNobodyHasSaidForAnHourIsSomebodyElsesAddress() throws Exception {
        PeerAddress yesterday = PeerAddress.parse("tls://20.1.2.3:7081");
        whereabouts.interfaces(List.of(host("10.1.2.3")));
        whereabouts.seenAs(ONE, host("20.1.2.3"));
        whereabouts.seenAs(OTHER, host("20.1.2.3"));
        now += HOUR - 1;
        assertEquals(List.of("20.1.2.3:7081"), places(Realm.PUBLIC));
        whereabouts.seenAs(ONE, host("20.1.2.3"));
        now += 1;
        assertEquals(List.of(), places(Realm.PUBLIC), "one says it still, the other does not");
        assertFalse(whereabouts.isOwn(yesterday), "whoever has it now may be dialled");
        whereabouts.seenAs(OTHER, host("20.1.2.3"));
        assertEquals(List.of("20.1.2.3:7081"), places(Realm.PUBLIC));
        assertTrue(whereabouts.isOwn(yesterday));
    }

    @Test
    void whatWasSaidLastComesFirst() throws Exception {
        List<String> networks = List.of("a", "b", "c", "d");
        for (String network : networks) {
            whereabouts.seenAs(new Network(Realm.PUBLIC, network), host("20.1.2.3"));
        }
        for (String network : networks.subList(2, 4)) {
            whereabouts.seenAs(new Network(Realm.PUBLIC, network), host("20.9.9.9"));
        }
        assertEquals(List.of("20.9.9.9:7081", "20.1.2.3:7081"), places(Realm.PUBLIC));
    }

    @Test
    void behindAddressTranslationEachFamilyIsLookedAtAlone() throws Exception {
        whereabouts.interfaces(List.of(host("10.1.2.3"), host("2001:db8::1")));
        for (Network network : List.of(ONE, OTHER)) {
            whereabouts.seenAs(network, host("20.1.2.3"));
        }
        for (String network : List.of("a", "b")) {
            whereabouts.seenAs(new Network(Realm.PUBLIC, network), host("2001:db8::2"));
        }
        assertEquals(List.of("2001:db8:0:0:0:0:0:1:7081", "20.1.2.3:7081"), places(Realm.PUBLIC));
    }

    @Test
    void linkLocalAddressesAreItsOwnAndOnlyThoseOfIpv4AreAnotherPlace() throws Exception {
        whereabouts.interfaces(List.of(host("10.1.2.3")));
        assertFalse(whereabouts.interfaces(List.of(host("10.1.2.3"), host("fe80::1"))), "a container");
        assertTrue(whereabouts.isOwn(new PeerAddress("tls", host("fe80::1").getHostAddress(), 7081, Optional.empty())));
        assertTrue(whereabouts.interfaces(List.of(host("10.1.2.3"), host("fe80::1"), host("169.254.7.7"))));
        assertEquals(List.of("10.1.2.3:7081"), places(Realm.PRIVATE));
    }

    @Test
    void itsOwnDoorsAreItsOwnUnderEveryAddress() throws Exception {
        whereabouts.interfaces(List.of(host("10.1.2.3")));
        assertTrue(whereabouts.isOwn(PeerAddress.parse("tls://10.1.2.3:7081")));
        assertTrue(whereabouts.isOwn(PeerAddress.parse("tls://127.0.9.9:7081")));
        assertTrue(whereabouts.isOwn(PeerAddress.parse("tls://20.1.1.1:1").withId(identity.id())));
        assertFalse(whereabouts.isOwn(PeerAddress.parse("tls://10.1.2.3:7082")));
        assertFalse(whereabouts.isOwn(PeerAddress.parse("tls://10.1.2.4:7081")));
        assertFalse(whereabouts.isOwn(PeerAddress.parse("tls://example.org:7081")));
    }

    @Test
    void oneNeighbourCannotMakeAnotherPeerThisOne() throws Exception {
        PeerAddress honest = PeerAddress.parse("tls://20.1.2.3:7081");
        whereabouts.seenAs(ONE, host("20.1.2.3"));
        assertFalse(whereabouts.isOwn(honest));
        whereabouts.seenAs(ONE, host("20.1.2.4"));
        whereabouts.seenAs(OTHER, host("20.1.2.3"));
        assertFalse(whereabouts.isOwn(honest), "whoever says something else has taken back what he said");
        whereabouts.seenAs(ONE, host("20.1.2.3"));
        assertTrue(whereabouts.isOwn(honest));
    }

    @Test
    void whatNoRecordCanNameIsLeftOut() throws Exception {
        whereabouts.seenAs(ONE, host("250.1.2.3"));
        whereabouts.seenAs(OTHER, host("250.1.2.3"));
        assertEquals(List.of(), new OwnRecords(identity, () -> 0).of(whereabouts.places(Realm.PUBLIC)));
    }

    @Test
    void aFailureSaysLittleWithinAnHourOfASuccess() {
        Optional<CloseReason> failed = Optional.of(CloseReason.UNREACHABLE);
        assertTrue(whereabouts.tried(0, Realm.PUBLIC, failed));
        assertFalse(whereabouts.tried(1, Realm.PUBLIC, failed), "no news");
        assertTrue(whereabouts.tried(2, Realm.PUBLIC, Optional.empty()));
        assertFalse(whereabouts.tried(HOUR, Realm.PUBLIC, failed));
        assertEquals(Optional.empty(), shown(Realm.PUBLIC).orElseThrow().failure());
        assertTrue(whereabouts.tried(HOUR + 2, Realm.PUBLIC, failed));
        assertEquals(failed, shown(Realm.PUBLIC).orElseThrow().failure());
    }

    private Optional<MeshView.Reachability> shown(Realm... linked) {
        return whereabouts.reachability(Set.of(linked));
    }

    @Test
    void whatOneRealmCanReachSaysNothingOfAnother() throws Exception {
        assertTrue(whereabouts.tried(0, Realm.LOOPBACK, Optional.empty()));
        assertEquals(Optional.empty(), shown(Realm.LOOPBACK).orElseThrow().failure());
        assertEquals(Optional.empty(), shown(Realm.LOOPBACK, Realm.PUBLIC), "nobody of the public net has tried");
        assertTrue(
                whereabouts.tried(1, Realm.PUBLIC, Optional.of(CloseReason.UNREACHABLE)), "whatever loopback reached");
        assertEquals(
                Realm.PUBLIC, shown(Realm.LOOPBACK, Realm.PUBLIC).orElseThrow().realm());
        assertEquals(Realm.LOOPBACK, shown(Realm.LOOPBACK).orElseThrow().realm());
        assertTrue(whereabouts.tried(2, Realm.PRIVATE, Optional.empty()));
        whereabouts.interfaces(List.of(host("127.0.0.1"), host("10.1.2.3")));
        assertEquals(Realm.PRIVATE, shown(Realm.LOOPBACK).orElseThrow().realm(), "it has an address there");
        whereabouts.interfaces(List.of(host("127.0.0.1"), host("20.1.2.3")));
        assertEquals(Realm.PUBLIC, shown(Realm.LOOPBACK).orElseThrow().realm());
    }

    @Test
    void placesNearNeighboursComeBeforeThoseOfContainers() throws Exception {
        List<InetAddress> here = new ArrayList<>(List.of(host("10.8.0.6")));
        for (int i = 17; i < 27; i++) {
            here.add(host("172." + i + ".0.1"));
        }
        here.add(host("192.168.1.5"));
        whereabouts.interfaces(here);
        assertEquals("172.17.0.1:7081", places(Realm.PRIVATE).get(1), "nothing else is known");
        List<InetAddress> neighbours =
                List.of(host("192.168.1.7"), host("192.168.1.9"), host("10.8.0.1"), host("fd00::1"));
        List<String> places = whereabouts.places(Realm.PRIVATE, neighbours).stream()
                .map(place -> place.host().getHostAddress())
                .toList();
        assertEquals(List.of("192.168.1.5", "10.8.0.6"), places.subList(0, 2));
        assertEquals(Whereabouts.MAX_PLACES, places.size());
    }

    @Test
    void recordsAreSignedOnceADayAndForEachKey() throws Exception {
        long[] now = {0};
        OwnRecords records = new OwnRecords(identity, () -> now[0]);
        whereabouts.interfaces(List.of(host("10.1.2.3")));
        List<Whereabouts.Place> places = whereabouts.places(Realm.PRIVATE);
        PeerRecord first = records.of(places).get(0);
        assertEquals(Optional.of(identity.id()), first.address().id());
        assertEquals(first, records.of(places).get(0));
        now[0] = 24 * HOUR;
        assertEquals(1, records.of(places).get(0).day());
        identity.replace(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        assertEquals(
                Optional.of(identity.id()), records.of(places).get(0).address().id());
    }
}
