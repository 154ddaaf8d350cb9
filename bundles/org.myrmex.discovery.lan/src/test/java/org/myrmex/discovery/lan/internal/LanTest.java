package org.myrmex.discovery.lan.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.plugin.ManualTasks;

/** The source with its wires on paper: time and interfaces are the test's. */
class LanTest {
    private static final Nic ETHERNET = new Nic("eth0", 2, Loopback.address("192.168.7.7"));
    private static final Nic WIRELESS = new Nic("wlan0", 3, Loopback.address("10.8.8.8"));

    private final ManualTasks tasks = ManualTasks.atOnce();
    private final List<PaperWire> opened = new ArrayList<>();
    private final List<PeerAddress> others = new ArrayList<>();
    private List<Nic> nics = List.of(ETHERNET);
    private Optional<MeshView> view = Optional.of(DoorTest.view("tls://0.0.0.0:7081"));
    private Optional<IOException> trouble = Optional.empty();
    private long nowMicros = 1_800_000_000_000_000L;
    private boolean busy;
    private Lan lan = lan(true);

    @Test
    void whatThePeersDoorIsThatIsAnnounced() {
        lan.start();
        assertEquals(List.of(7081), ports());
    }

    @Test
    void untilThePeerListensNothingIsAnnouncedAndItIsLookedAtOften() {
        view = Optional.empty();
        lan.start();
        assertEquals(Optional.empty(), opened.get(0).door);
        assertEquals(List.of(Lan.FIRST_LOOK_PAUSE), tasks.waiting());
        view = Optional.of(DoorTest.view("tls://192.168.7.7:9999"));
        tasks.runTimers();
        assertTrue(opened.get(0).closed);
        assertEquals(List.of(9999), ports());
        assertEquals(List.of(Lan.LOOK_PAUSE), tasks.waiting());
    }

    @Test
    void aPeerThatNeverListensIsNotLookedAtOftenForEver() {
        view = Optional.of(DoorTest.view());
        lan.start();
        for (int i = 0; i < 119; i++) {
            assertEquals(List.of(Lan.FIRST_LOOK_PAUSE), tasks.waiting());
            tasks.runTimers();
        }
        assertEquals(List.of(Lan.LOOK_PAUSE), tasks.waiting());
    }

    @Test
    void whileTheMeshIsTooBusyToSayNothingChanges() {
        lan.start();
        busy = true;
        tasks.runTimers();
        assertEquals(List.of(7081), ports());
        assertEquals("nobody answered on eth0", search().reasons().get(0));
        assertEquals(1, opened.size());
    }

    @Test
    void whenItListensNoMoreTheAnnouncementEnds() {
        lan.start();
        view = Optional.of(DoorTest.view());
        tasks.runTimers();
        assertTrue(opened.get(0).closed);
        assertEquals(Optional.empty(), opened.get(1).door);
    }

    @Test
    void whoOnlyLooksAnnouncesNothing() {
        lan = lan(false);
        lan.start();
        assertEquals(Optional.empty(), opened.get(0).door);
        assertEquals(List.of(Lan.LOOK_PAUSE), tasks.waiting());
    }

    @Test
    void interfacesThatComeAndGoAreFollowed() {
        lan.start();
        nics = List.of(ETHERNET, WIRELESS);
        tasks.runTimers();
        assertEquals(2, opened.size());
        nics = List.of(WIRELESS);
        tasks.runTimers();
        assertEquals(2, opened.size());
        assertTrue(opened.get(0).closed);
        assertFalse(opened.get(1).closed);
        assertEquals(WIRELESS, opened.get(1).nic);
    }

    @Test
    void aWireThatDiedIsReplaced() {
        lan.start();
        opened.get(0).alive = false;
        tasks.runTimers();
        assertTrue(opened.get(0).closed);
        assertFalse(opened.get(1).closed);
    }

    @Test
    void theEndClosesAllAndLooksNoMore() {
        lan.start();
        lan.close();
        assertTrue(opened.get(0).closed);
        assertTrue(tasks.waiting().isEmpty());
        tasks.runTimers();
        search();
        assertEquals(1, opened.size());
    }

    @Test
    void peersAreCountedAndInterfacesNamed() {
        nics = List.of(WIRELESS, ETHERNET);
        assertEquals("nobody answered on eth0, wlan0", search().reasons().get(0));
        others.add(other("192.168.7.1"));
        assertEquals("1 peer on eth0, wlan0", search().reasons().get(0));
        others.add(other("192.168.7.2"));
        assertEquals("2 peers on eth0, wlan0", search().reasons().get(0));
        others.add(other("198.51.100.1"));
        assertEquals(
                "2 peers on eth0, wlan0; left out addresses that are not of this network: 1",
                search().reasons().get(0));
    }

    @Test
    void aLinkLocalAddressIsNamedWithItsInterface() {
        others.add(other("fe80::7"));
        PeerAddress found = search().found().get(0);
        assertEquals("fe80:0:0:0:0:0:0:7%eth0", found.host());
        assertEquals(found, PeerAddress.parse(found.toString()), "it can be kept");
    }

    @Test
    void anInterfaceWhoseNameCannotStandInAnAddressHasNoLinkLocalOnes() {
        nics = List.of(new Nic("br-0a1b", 4, Loopback.address("10.8.8.8")));
        others.add(other("fe80::7"));
        others.add(other("10.8.8.1"));
        assertEquals(
                List.of("10.8.8.1"),
                search().found().stream().map(PeerAddress::host).toList());
    }

    /** Three sources may have to be asked within a few seconds. */
    @Test
    void whereNobodyAnswersASecondIsWaitedOrThePatienceIfThatIsLess() {
        long began = nowMicros;
        search();
        assertEquals(1_000_000, nowMicros - began);
        began = nowMicros;
        lan.find(new PeerWish(5, Duration.ofMillis(700)), new RecordingSink(100));
        assertEquals(400_000, nowMicros - began);
        others.add(other("192.168.7.1"));
        began = nowMicros;
        search();
        assertEquals(300_000, nowMicros - began);
    }

    /** The port is open to all, and whoever sends to it from elsewhere could push out those who are here. */
    @Test
    void whoIsOfAnotherRealmThanTheNetworkIsNotHeard() {
        lan.start();
        String host = "far.local.";
        for (String stranger : List.of("198.51.100.1", "127.0.0.1")) {
            var sender = Loopback.address(stranger);
            opened.get(0).hearer.service(ETHERNET, sender, "far", host, 7081, 3600);
            opened.get(0).hearer.address(ETHERNET, sender, host, Loopback.address("192.168.7.9"));
        }
        RecordingSink sink = search();
        assertEquals(List.of(), sink.found());
        assertEquals(List.of("nobody answered on eth0"), sink.reasons());
    }

    /** Else anybody on the network could let us knock wherever he likes, as often as he likes. */
    @Test
    void anAddressThatIsNotItsSendersIsHearsay() {
        lan.start();
        var sender = Loopback.address("192.168.7.66");
        opened.get(0).hearer.service(ETHERNET, sender, "sly", "sly.local.", 9100, 3600);
        opened.get(0).hearer.address(ETHERNET, sender, "sly.local.", Loopback.address("192.168.7.9"));
        others.add(other("192.168.7.1"));
        others.add(other("fe80::7"));
        List<String> calls = new ArrayList<>();
        lan.find(new PeerWish(5, Duration.ofSeconds(2)), new PeerSink() {
            @Override
            public boolean found(PeerAddress address) {
                return calls.add("found " + address.host());
            }

            @Override
            public boolean named(PeerAddress address) {
                return calls.add("named " + address.host());
            }

            @Override
            public boolean heard(PeerAddress address, Realm realm, String teller) {
                return calls.add("heard " + address.host() + " " + realm + " " + teller);
            }

            @Override
            public void done(String why) {
                calls.add(why);
            }
        });
        assertEquals(
                List.of(
                        "found fe80:0:0:0:0:0:0:7%eth0",
                        "found 192.168.7.1", "heard 192.168.7.9 PRIVATE mdns://192.168.7.66", "3 peers on eth0"),
                calls);
    }

    @Test
    void whoSaysGoodbyeIsNotNamedAnyMoreAndAForgottenPlaceOnlyIfItIsHeardAgain() {
        others.add(other("192.168.7.1"));
        others.add(other("192.168.7.2"));
        assertEquals(2, search().found().size());
        others.clear();
        opened.get(0).hearer.goodbye(ETHERNET, Loopback.address("192.168.7.1"), "peer at 192.168.7.1");
        nowMicros += 2_000_000;
        assertEquals(
                List.of("192.168.7.2"),
                search().found().stream().map(PeerAddress::host).toList());
        lan.forget(Optional.of(other("192.168.7.2")));
        assertEquals(0, search().found().size());
        others.add(other("192.168.7.2"));
        assertEquals(1, search().found().size());
        others.clear();
        lan.forget(Optional.empty());
        assertEquals(0, search().found().size());
    }

    /** As when a plug is pulled and put in again: name and address are the same, and nothing is heard there any more. */
    @Test
    void anInterfaceThatIsAnotherOfTheSameNameIsOpenedAnew() {
        lan.start();
        nics = List.of(new Nic("eth0", 17, ETHERNET.address()));
        tasks.runTimers();
        assertTrue(opened.get(0).closed);
        assertFalse(opened.get(1).closed);
    }

    @Test
    void whoeverWasHeardLatelyIsNamedThoughHeIsSilentNow() {
        others.add(other("192.168.7.1"));
        assertEquals(1, search().found().size());
        others.clear();
        assertEquals(1, search().found().size());
        nowMicros += 300_000_000;
        assertEquals(0, search().found().size());
    }

    @Test
    void aFailureOfThePeerIsRememberedAndOneOfOursIsNot() {
        nics = List.of(ETHERNET, WIRELESS);
        others.add(other("fe80::1"));
        PeerAddress first = search().found().get(0);
        lan.outcome(new PeerOutcome(first, Optional.of(CloseReason.DOUBLE_DIAL), nowMicros));
        lan.outcome(new PeerOutcome(first, Optional.empty(), nowMicros));
        assertEquals(List.of(first), search().found());
    }

    @Test
    void withoutAnyInterfaceItSaysWhatToDo() {
        nics = List.of();
        assertEquals(
                List.of("no interface can multicast on a private address; connect to a local network, or correct"
                        + " interfaces of org.myrmex.discovery.lan"),
                search().reasons());
    }

    @Test
    void anInterfaceThatCannotBeListenedOnIsNamedWithTheCause() {
        trouble = Optional.of(new IOException("Address already in use"));
        assertEquals(
                List.of("cannot listen for mDNS on eth0 (Address already in use); end what holds UDP port 5353 alone,"
                        + " or name other interfaces"),
                search().reasons());
        trouble = Optional.empty();
        assertEquals("nobody answered on eth0", search().reasons().get(0));
    }

    @Test
    void whoeverIsInterruptedStopsWaiting() {
        lan = new Lan(wires(true), () -> view, tasks, () -> nowMicros, millis -> {
            throw new InterruptedException();
        });
        RecordingSink sink = search();
        assertTrue(Thread.interrupted());
        assertEquals(List.of("interrupted while it asked on eth0"), sink.reasons());
    }

    private Lan lan(boolean announce) {
        return new Lan(wires(announce), this::view, tasks, () -> nowMicros, millis -> nowMicros += millis * 1_000);
    }

    private Optional<MeshView> view() {
        if (busy) {
            throw new IllegalStateException("the mesh does not answer");
        }
        return view;
    }

    private Wires wires(boolean announce) {
        Wire.Opener opener = (nic, door, hearer) -> {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            opened.add(new PaperWire(nic, door, others, hearer));
            return opened.get(opened.size() - 1);
        };
        return new Wires(() -> nics, opener, announce);
    }

    private RecordingSink search() {
        RecordingSink sink = new RecordingSink(100);
        lan.find(new PeerWish(5, Duration.ofSeconds(2)), sink);
        return sink;
    }

    private List<Integer> ports() {
        return opened.stream()
                .filter(wire -> !wire.closed)
                .flatMap(wire -> wire.door.stream())
                .map(Door::port)
                .toList();
    }

    private static PeerAddress other(String host) {
        byte[] hash = new byte[32];
        hash[0] = 1;
        hash[1] = (byte) host.charAt(host.length() - 1);
        return new PeerAddress("tls", host, 7081, Optional.of(PeerId.of(hash)));
    }
}
