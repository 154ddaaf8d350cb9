package org.myrmex.discovery.lan.heard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

class AnnouncementsTest {
    private static final long NOW = 1_800_000_000_000_000L;
    private static final int TTL = 3600;

    private final Announcements heard = new Announcements();

    @Test
    void whoToldEverythingIsDialled() {
        announce(sender(1), 1, NOW);
        assertEquals(List.of(address(1)), found(NOW));
    }

    @Test
    void halfOfItIsNotEnough() {
        heard.text(sender(1), "a", TextRecord.write(id(1)), TTL, NOW);
        assertEquals(List.of(), found(NOW));
        heard.service(sender(1), "a", "host.local.", 7081, TTL, NOW);
        assertEquals(List.of(), found(NOW));
        heard.address(sender(1), "HOST.local.", "10.0.0.1", Realm.PRIVATE);
        assertEquals(1, found(NOW).size());
    }

    @Test
    void withoutAnIdOrWithABadOneItIsDialledWithout() {
        heard.service(sender(1), "a", "a.local.", 7081, TTL, NOW);
        heard.text(sender(1), "a", new byte[] {3, 'i', 'd', '='}, TTL, NOW);
        heard.address(sender(1), "a.local.", "10.0.0.1", Realm.PRIVATE);
        assertEquals(List.of(new PeerAddress("tls", "10.0.0.1", 7081, Optional.empty())), found(NOW));
    }

    @Test
    void theOwnInstanceIsLeftOut() {
        announce(sender(1), 1, NOW);
        assertEquals(List.of(), heard.found(Optional.of(id(1)), NOW).places());
        assertFalse(heard.heardSince(NOW, Optional.of(id(1))));
        assertTrue(heard.heardSince(NOW, Optional.of(id(2))));
        assertFalse(heard.heardSince(NOW + 1, Optional.of(id(2))));
    }

    @Test
    void afterFiveMinutesOfSilenceItIsForgotten() {
        announce(sender(1), 1, NOW);
        announce(sender(2), 2, NOW + 1);
        assertEquals(2, found(NOW + Announcements.KEPT_MICROS).size());
        assertEquals(List.of(address(2)), found(NOW + Announcements.KEPT_MICROS + 1));
        assertEquals(1, heard.size());
    }

    @Test
    void aShorterTimeToLiveIsObeyed() {
        heard.service(sender(1), "a", "a.local.", 7081, 10, NOW);
        heard.address(sender(1), "a.local.", "10.0.0.1", Realm.PRIVATE);
        assertEquals(1, found(NOW + 10_000_000).size());
        assertEquals(0, found(NOW + 10_000_001).size());
    }

    @Test
    void whoSaysGoodbyeIsForgottenASecondLaterUnlessHeComesBack() {
        announce(sender(1), 1, NOW);
        announce(sender(2), 2, NOW);
        heard.goodbye(sender(1), "INSTANCE-1", NOW);
        heard.goodbye(sender(2), "instance-2", NOW);
        assertEquals(2, found(NOW + 1_000_000).size());
        announce(sender(2), 2, NOW + 1_000_000);
        assertEquals(List.of(address(2)), found(NOW + 1_000_001));
    }

    @Test
    void nobodySaysGoodbyeForAnother() {
        announce(sender(1), 1, NOW);
        heard.goodbye(sender(2), "instance-1", NOW);
        assertEquals(List.of(address(1)), found(NOW + 2_000_000));
        assertEquals(1, heard.size());
    }

    @Test
    void aPlaceIsForgottenOrAllAre() {
        announce(sender(1), 1, NOW);
        announce(sender(2), 2, NOW);
        announce(sender(3), 3, NOW);
        heard.forget(Optional.of(address(2)));
        assertEquals(List.of(address(3), address(1)), found(NOW));
        heard.forget(Optional.empty());
        assertEquals(0, heard.size());
    }

    @Test
    void whoNamesAnothersAddressIsHearsay() {
        announce(new Sender("eth0", address(1).host(), Realm.PRIVATE), 1, NOW);
        assertFalse(heard.found(Optional.empty(), NOW).places().get(0).isHearsay());
        heard.service(sender(2), "b", "b.local.", 22, TTL, NOW);
        heard.address(sender(2), "b.local.", "10.0.0.77", Realm.PRIVATE);
        Announcements.Named other = heard.found(Optional.empty(), NOW).places().get(0);
        assertTrue(other.isHearsay());
        assertEquals(sender(2), other.teller());
    }

    @Test
    void whoeverIsHeardAgainStays() {
        announce(sender(1), 1, NOW);
        announce(sender(1), 1, NOW + 200_000_000);
        assertEquals(1, found(NOW + 400_000_000).size());
    }

    @Test
    void aFloodOfOneSenderPushesOutNoneButItsOwn() {
        announce(sender(1), 1, NOW);
        for (int i = 100; i < 1100; i++) {
            announce(sender(2), i, NOW + i);
        }
        assertEquals(1 + Announcements.MAX_FROM_ONE_SENDER, heard.size());
        assertTrue(found(NOW + 2000).contains(address(1)));
        assertTrue(found(NOW + 2000).contains(address(1099)));
        assertFalse(found(NOW + 2000).contains(address(1091)));
    }

    @Test
    void overTheCapWhoeverWasSilentLongestGoes() {
        for (int i = 0; i <= Announcements.MAX_INSTANCES; i++) {
            announce(sender(i), i, NOW + i);
            announce(sender(1), 1, NOW + i);
        }
        assertEquals(Announcements.MAX_INSTANCES, heard.size());
        assertTrue(found(NOW + 100).contains(address(1)));
        assertFalse(found(NOW + 100).contains(address(0)));
    }

    @Test
    void nobodySpeaksForAnothersInstance() {
        announce(sender(1), 1, NOW);
        heard.service(sender(2), "instance-1", "elsewhere.local.", 1, TTL, NOW);
        heard.address(sender(2), "host-1.local.", "10.66.0.1", Realm.PRIVATE);
        assertEquals(List.of(address(1)), found(NOW));
    }

    @Test
    void publicAddressesAreLeftOutAndCounted() {
        heard.service(sender(1), "a", "a.local.", 7081, TTL, NOW);
        for (int i = 0; i < 9; i++) {
            heard.address(sender(1), "a.local.", "198.51.100.7", Realm.PUBLIC);
        }
        assertEquals(new Announcements.Found(List.of(), 1), heard.found(Optional.empty(), NOW));
    }

    @Test
    void anAddressOfAnotherRealmThanItsSendersIsLeftOut() {
        heard.service(sender(1), "a", "a.local.", 7081, TTL, NOW);
        heard.address(sender(1), "a.local.", "127.0.0.1", Realm.LOOPBACK);
        assertEquals(new Announcements.Found(List.of(), 1), heard.found(Optional.empty(), NOW));
        Sender stranger = new Sender("eth0", "198.51.100.7", Realm.PUBLIC);
        heard.service(stranger, "b", "b.local.", 7081, TTL, NOW);
        heard.address(stranger, "b.local.", "198.51.100.7", Realm.PUBLIC);
        assertEquals(new Announcements.Found(List.of(), 2), heard.found(Optional.empty(), NOW));
    }

    @Test
    void aPeerThatAnnouncesBothFamiliesIsNamedOnceByIpv4() {
        announce(sender(1), 1, NOW);
        announceSix();
        assertEquals(List.of(address(1)), found(NOW));
    }

    @Test
    void whereIpv4FailedIpv6IsNamed() {
        announce(sender(1), 1, NOW);
        announceSix();
        heard.failed(address(1));
        assertEquals(
                List.of("fe80::1%eth0"),
                found(NOW).stream().map(PeerAddress::host).toList());
        heard.failed(found(NOW).get(0));
        assertEquals(List.of(address(1)), found(NOW));
    }

    /** The same peer under the label that it has in the other family. */
    private void announceSix() {
        Sender six = new Sender("eth0", "fe80::1%eth0", Realm.PRIVATE);
        heard.service(six, "six", "six.local.", 7081, TTL, NOW);
        heard.text(six, "six", TextRecord.write(id(1)), TTL, NOW);
        heard.address(six, "six.local.", "fe80::1%eth0", Realm.PRIVATE);
    }

    @Test
    void anAddressThatFailedGivesWayToAnother() {
        announce(sender(1), 1, NOW);
        heard.address(sender(1), "host-1.local.", "fe80::1%eth0", Realm.PRIVATE);
        heard.failed(address(1));
        assertEquals("fe80::1%eth0", found(NOW).get(0).host());
        heard.failed(found(NOW).get(0));
        assertEquals(List.of(address(1)), found(NOW));
    }

    @Test
    void ofManyAddressesOfOneInstanceTheLatestStay() {
        heard.service(sender(1), "a", "a.local.", 7081, TTL, NOW);
        for (int i = 0; i < 200; i++) {
            heard.address(sender(1), "a.local.", "10.0.1." + i, Realm.PRIVATE);
        }
        TreeSet<String> dialled = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            dialled.add(found(NOW).get(0).host());
            heard.failed(found(NOW).get(0));
        }
        assertEquals(new TreeSet<>(List.of("10.0.1.196", "10.0.1.197", "10.0.1.198", "10.0.1.199")), dialled);
    }

    @Test
    void whatFailedIsNoBetterForBeingAnnouncedAgain() {
        announce(sender(1), 1, NOW);
        heard.address(sender(1), "host-1.local.", "10.9.9.9", Realm.PRIVATE);
        heard.failed(address(1));
        announce(sender(1), 1, NOW);
        assertEquals("10.9.9.9", found(NOW).get(0).host());
    }

    @Test
    void whoeverMovesIsNoLongerWhereHeWas() {
        announce(sender(1), 1, NOW);
        heard.service(sender(1), "instance-1", "host-1.local.", 9000, TTL, NOW);
        assertEquals(List.of(), found(NOW));
        heard.address(sender(1), "host-1.local.", "10.0.0.9", Realm.PRIVATE);
        assertEquals(List.of(new PeerAddress("tls", "10.0.0.9", 9000, Optional.of(id(1)))), found(NOW));
    }

    @Test
    void aPortThatCannotBeDialledIsNot() {
        heard.service(sender(1), "a", "a.local.", 0, TTL, NOW);
        heard.address(sender(1), "a.local.", "10.0.0.1", Realm.PRIVATE);
        assertEquals(List.of(), found(NOW));
    }

    private List<PeerAddress> found(long nowMicros) {
        return heard.found(Optional.empty(), nowMicros).places().stream()
                .map(Announcements.Named::address)
                .toList();
    }

    private void announce(Sender sender, int number, long nowMicros) {
        String host = "host-" + number + ".local.";
        heard.text(sender, "instance-" + number, TextRecord.write(id(number)), TTL, nowMicros);
        heard.service(sender, "Instance-" + number, host, 7081, TTL, nowMicros);
        heard.address(sender, host, address(number).host(), Realm.PRIVATE);
    }

    private static Sender sender(int number) {
        return new Sender("eth0", "10.1." + number / 256 + "." + number % 256, Realm.PRIVATE);
    }

    private static PeerAddress address(int number) {
        return new PeerAddress("tls", "10.0." + number / 256 + "." + number % 256, 7081, Optional.of(id(number)));
    }

    private static PeerId id(int number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        hash[1] = (byte) (number >> 8);
        return PeerId.of(hash);
    }
}
