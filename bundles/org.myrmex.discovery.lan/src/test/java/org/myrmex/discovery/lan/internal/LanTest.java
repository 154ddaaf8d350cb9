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
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.plugin.ManualTasks;

/** The source with its wires on paper: time and interfaces are the test's. */
class LanTest {
    private static final Nic ETHERNET = new Nic("eth0", Loopback.address("192.168.7.7"));
    private static final Nic WIRELESS = new Nic("wlan0", Loopback.address("10.8.8.8"));

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
        nics = List.of(new Nic("br-0a1b", Loopback.address("10.8.8.8")));
        others.add(other("fe80::7"));
        others.add(other("10.8.8.1"));
        assertEquals(
                List.of("10.8.8.1"),
                search().found().stream().map(PeerAddress::host).toList());
    }

    @Test
    void whereNobodyAnswersTheWholePatienceIsWaited() {
        long began = nowMicros;
        search();
        assertEquals(1_700_000, nowMicros - began);
        others.add(other("192.168.7.1"));
        began = nowMicros;
        search();
        assertEquals(300_000, nowMicros - began);
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
