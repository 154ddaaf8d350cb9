package org.myrmex.discovery.hostcatcher.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcatcher.caught.Ping;
import org.myrmex.discovery.hostcatcher.caught.Pong;
import org.myrmex.discovery.hostcatcher.caught.Verdict;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.plugin.FolderHome;

/** Whole sources in a town without a network, with real keys and files. */
class HostCatcherSourceTest {
    private static final int TODAY = 20_000;
    private static final long SECOND = 1_000_000;

    @TempDir
    private Path folder;

    private final Town town = new Town(TODAY);
    private final Map<Town.House, ManualTasks> tasks = new LinkedHashMap<>();
    private final Map<Town.House, FolderHome> homes = new LinkedHashMap<>();
    private long now = TimeUnit.DAYS.toMicros(TODAY) + 3600 * SECOND;

    private final Town.House hub = town.build("127.0.1.1", true);
    private final Town.House ann = town.build("127.0.2.1", true);
    private final Town.House bob = town.build("127.0.3.1", true);

    @Test
    void twoThatKnowOnlyTheHubFindEachOther() {
        HostCatcherSource hubs = start(hub);
        HostCatcherSource anns = start(ann);
        HostCatcherSource bobs = start(bob);
        ann.dial(hub);
        bob.dial(hub);
        pass(10);
        assertEquals(List.of(bob.door()), search(anns).found());
        assertEquals(List.of("1 heard from 1 neighbour"), search(anns).reasons());
        assertEquals(List.of(ann.door()), search(bobs).found());
        assertEquals(List.of(), search(hubs).found(), "those are its neighbours");
    }

    @Test
    void whoNobodyCanReachIsNotNamedAndLearnsIt() {
        Town.House walled = town.build("127.0.4.1", false);
        start(hub);
        start(walled);
        HostCatcherSource bobs = start(bob);
        walled.dial(hub);
        bob.dial(hub);
        pass(30);
        RecordingSink sink = search(bobs);
        assertEquals(List.of(), sink.found());
        assertTrue(sink.reasons().get(0).startsWith("nobody new heard from 1 neighbour"));
        assertEquals(List.of("reached"), bob.verdicts);
        assertEquals(List.of(), walled.verdicts, "it says no port, so nobody tries");
        assertEquals(List.of("127.0.3.1"), bob.seen.stream().distinct().toList());
    }

    @Test
    void whoDoesNotAdvertiseIsNeitherNamedNorTried() {
        start(hub);
        start(ann, false);
        HostCatcherSource bobs = start(bob);
        ann.dial(hub);
        hub.dial(bob);
        pass(30);
        assertEquals(List.of(), search(bobs).found());
        assertEquals(0, hub.dialBacks);
        String door = "" + (char) (7081 >> 8) + (char) (7081 & 0xFF);
        assertTrue(
                ann.sent.stream().noneMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains(door)),
                "not even the port is told");
    }

    @Test
    void whoDialsNobodyBackNamesWhoeverItDialledItself() {
        start(hub, new Manners(true, false));
        start(ann);
        HostCatcherSource bobs = start(bob);
        Town.House dialled = town.build("127.0.4.1", true);
        start(dialled);
        ann.dial(hub);
        hub.dial(dialled);
        bob.dial(hub);
        pass(30);
        assertEquals(List.of(dialled.door()), search(bobs).found());
        assertEquals(0, hub.dialBacks);
        assertEquals(List.of(), bob.verdicts);
    }

    @Test
    void whoHadItselfDialledBackIsThereOnItsOwnWord() {
        HostCatcherSource hubs = start(hub);
        start(ann);
        start(bob);
        ann.dial(hub);
        hub.dial(bob);
        pass(10);
        ann.hangUp(hub);
        bob.hangUp(hub);
        pass(1);
        List<String> said = new ArrayList<>();
        hubs.find(new PeerWish(5, Duration.ofMillis(1)), new PeerSink() {
            @Override
            public boolean found(PeerAddress address) {
                said.add("found " + address);
                return true;
            }

            @Override
            public boolean named(PeerAddress address) {
                return said.add("named " + address);
            }

            @Override
            public boolean heard(PeerAddress address, Realm realm, String teller) {
                return said.add("heard " + address + " " + realm + " " + teller);
            }

            @Override
            public void done(String why) {}
        });
        said.sort(null);
        assertEquals(List.of("found " + bob.door(), "heard " + ann.door() + " LOOPBACK " + ann.id), said);
    }

    @Test
    void whoLeftTheHubIsStillNamedAndFirst() {
        start(hub);
        start(ann);
        HostCatcherSource bobs = start(bob);
        ann.dial(hub);
        pass(10);
        ann.hangUp(hub);
        bob.dial(hub);
        pass(1);
        assertEquals(List.of(ann.door()), search(bobs).found());
    }

    @Test
    void aRestartFindsThoseThatWereMet() {
        HostCatcherSource anns = start(ann);
        start(hub);
        ann.dial(hub);
        pass(1);
        ann.hangUp(hub);
        town.settle();
        anns.stop();
        assertEquals(0, tasks.get(ann).repeating());
        RecordingSink sink = search(start(ann));
        assertEquals(List.of(hub.door()), sink.found());
        assertEquals(List.of("1 met before, no neighbours to ask yet"), sink.reasons());
    }

    @Test
    void whoMetManyThatHaveGoneHearsOfOthersNevertheless() {
        HostCatcherSource anns = start(ann);
        for (int i = 0; i < 30; i++) {
            Town.House gone = town.build("127.0.50." + (i + 1), true);
            start(gone);
            ann.dial(gone);
            pass(1);
            ann.hangUp(gone);
        }
        start(hub);
        start(bob);
        bob.dial(hub);
        ann.dial(hub);
        pass(10);
        RecordingSink sink = new RecordingSink(5);
        anns.find(new PeerWish(5, Duration.ofMillis(1)), sink);
        assertTrue(sink.found().contains(bob.door()), "of 5 places 3 are for those that were met");
        RecordingSink all = search(anns);
        assertEquals(31, all.found().size());
        assertEquals(List.of("30 met before, 1 heard from 1 neighbour"), all.reasons());
    }

    @Test
    void whatIsForgottenIsGoneFromDiskToo() throws IOException {
        HostCatcherSource anns = start(ann);
        start(hub);
        ann.dial(hub);
        pass(1);
        ann.hangUp(hub);
        pass(10);
        assertEquals(
                1,
                MetRecords.read(Files.readAllBytes(home(ann).data().resolve("met")))
                        .size());
        anns.forget(Optional.empty());
        assertEquals(
                0,
                MetRecords.read(Files.readAllBytes(home(ann).data().resolve("met")))
                        .size());
        assertEquals(List.of(), search(anns).found());
        assertEquals(List.of("no neighbours to ask yet"), search(anns).reasons());
    }

    @Test
    void nothingNewIsNotWritten() {
        start(ann);
        start(hub);
        ann.dial(hub);
        pass(300);
        assertEquals(1, home(ann).writes());
        now += TimeUnit.DAYS.toMicros(1);
        town.setToday(TODAY + 1);
        pass(100);
        assertEquals(2, home(ann).writes(), "a new day is new");
    }

    @Test
    void aDamagedFileIsSetAsideAndTheStartGoesOn() throws IOException {
        byte[] damaged = {1, 0, 1, 0, 7};
        Files.write(home(ann).data().resolve("met"), damaged);
        HostCatcherSource anns = start(ann);
        assertEquals(List.of(), search(anns).found());
        assertArrayEquals(damaged, Files.readAllBytes(home(ann).data().resolve("met.bad")));
        assertFalse(Files.exists(home(ann).data().resolve("met")));
    }

    @Test
    void aHomeThatCannotBeWrittenCostsTheMemoryAlone() {
        home(ann).setReadOnly(true);
        start(ann);
        start(hub);
        ann.dial(hub);
        pass(5);
        home(ann).setReadOnly(false);
        pass(5);
        assertEquals(1, home(ann).writes());
    }

    @Test
    void whatNobodyAskedForIsDropped() {
        HostCatcherSource bobs = start(bob);
        Town.House stranger = town.build("127.0.9.1", true);
        stranger.dial(bob);
        pass(1);
        // neither bob's first ping nor the two after it are answered in time
        pass(12);
        pass(12);
        pass(12);
        bob.sent.clear();
        for (int i = 0; i < 20; i++) {
            stranger.sendRaw(
                    bob, new Pong(Optional.empty(), Optional.empty(), records(town.build("127.0.5.1", true))).encode());
            stranger.sendRaw(bob, new byte[i * 50]);
        }
        town.settle();
        assertEquals(new TreeSet<>(), names(bobs));
    }

    @Test
    void aPongIsBelievedOnce() {
        HostCatcherSource bobs = start(bob);
        Town.House stranger = town.build("127.0.9.1", true);
        stranger.dial(bob);
        pass(1);
        for (int i = 0; i < 20; i++) {
            Town.House victim = town.build("127.0.5." + (i + 1), true);
            stranger.sendRaw(bob, new Pong(Optional.empty(), Optional.empty(), records(victim)).encode());
        }
        town.settle();
        assertEquals(new TreeSet<>(List.of("127.0.5.1")), names(bobs));
    }

    @Test
    void forgedAndForeignRecordsAreLeftOut() {
        HostCatcherSource bobs = start(bob);
        Town.House stranger = town.build("127.0.9.1", true);
        Town.House elsewhere = town.build("198.51.100.7", true);
        stranger.dial(bob);
        pass(1);
        ByteBuffer forged = records(ann).get(0);
        byte[] bytes = new byte[forged.remaining()];
        forged.get(bytes);
        bytes[bytes.length - 1] ^= 1;
        List<ByteBuffer> told = new ArrayList<>(List.of(ByteBuffer.wrap(bytes)));
        told.addAll(records(elsewhere));
        told.addAll(records(bob));
        told.addAll(records(hub));
        stranger.sendRaw(bob, new Pong(Optional.empty(), Optional.empty(), told).encode());
        town.settle();
        assertEquals(new TreeSet<>(List.of(hub.door().host())), names(bobs));
    }

    @Test
    void aVerdictAndAnAddressOfWhoeverWasNotDialledCountForNothing() {
        start(bob);
        Town.House stranger = town.build("127.0.9.1", true);
        stranger.dial(bob);
        pass(1);
        Pong pong = new Pong(
                Optional.of(ByteBuffer.wrap(new byte[] {127, 0, 7, 7})),
                Optional.of(new Verdict(Optional.empty())),
                List.of());
        stranger.sendRaw(bob, pong.encode());
        town.settle();
        assertEquals(List.of(), bob.verdicts);
        assertEquals(List.of(), bob.seen);
    }

    @Test
    void pingsAreAnsweredOnceInFiveSeconds() {
        start(hub);
        Town.House stranger = town.build("127.0.9.1", true);
        stranger.dial(hub);
        pass(1);
        hub.sent.clear();
        byte[] ping = new Ping(true, true, 7081, List.of()).encode();
        for (int i = 0; i < 100; i++) {
            stranger.sendRaw(hub, ping);
            town.settle();
        }
        assertEquals(1, hub.sent.size());
        assertEquals(1, hub.dialBacks);
        now += 5 * SECOND;
        stranger.sendRaw(hub, ping);
        town.settle();
        assertEquals(2, hub.sent.size());
        assertEquals(1, hub.dialBacks, "and dialled back far more rarely");
    }

    @Test
    void neighboursThatSayNothingAreWaitedForNoLongerThanTheWish() {
        HostCatcherSource bobs = start(bob);
        town.build("127.0.9.1", true).dial(bob);
        pass(1);
        now += 10 * SECOND;
        RecordingSink sink = new RecordingSink(10);
        // long enough that even a busy machine asks before it is over
        bobs.find(new PeerWish(5, Duration.ofSeconds(1)), sink);
        assertEquals(List.of("nobody new heard from 1 neighbour, of which 1 did not answer"), sink.reasons());
    }

    @Test
    void listsForOthersHaveThisPeerAndThoseThatWereMet() {
        HostCatcherSource hubs = start(hub);
        start(ann);
        ann.dial(hub);
        pass(10);
        TreeSet<String> some = new TreeSet<>();
        hubs.some(Realm.LOOPBACK, 10)
                .forEach(record -> some.add(record.address().toString()));
        assertEquals(new TreeSet<>(List.of(hub.door().toString(), ann.door().toString())), some);
        assertEquals(1, hubs.some(Realm.LOOPBACK, 1).size());
        assertEquals(List.of(), hubs.some(Realm.PUBLIC, 10));
    }

    @Test
    void whereNobodyWasNobodyIsSentTo() {
        HostCatcherSource hubs = start(hub);
        start(ann);
        ann.dial(hub);
        pass(10);
        hubs.outcome(new PeerOutcome(ann.door(), Optional.of(CloseReason.UNREACHABLE), now));
        assertEquals(
                List.of(hub.door()),
                hubs.some(Realm.LOOPBACK, 10).stream().map(PeerRecord::address).toList());
    }

    @Test
    void anotherMeshTakesOver() {
        HostCatcherSource anns = start(ann);
        Town.House moved = town.build("127.0.8.1", true);
        start(hub);
        ann.dial(hub);
        pass(1);
        anns.setNeighbours(moved);
        anns.unsetNeighbours(ann);
        assertEquals(List.of(hub.door()), search(anns).found(), "met, and no neighbour any more");
        moved.dial(hub);
        pass(10);
        assertEquals(List.of(ann.door()), search(anns).found(), "by the new mesh, whose own door is elsewhere");
    }

    private HostCatcherSource start(Town.House house) {
        return start(house, true);
    }

    private HostCatcherSource start(Town.House house, boolean advertise) {
        return start(house, new Manners(advertise, true));
    }

    private HostCatcherSource start(Town.House house, Manners manners) {
        ManualTasks own = new ManualTasks();
        tasks.put(house, own);
        HostCatcherSource source = new HostCatcherSource(manners, 60, home(house), own, () -> now);
        source.setNeighbours(house);
        return source;
    }

    private FolderHome home(Town.House house) {
        return homes.computeIfAbsent(house, first -> {
            try {
                return new FolderHome(Files.createDirectories(folder.resolve(first.id.toString())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void pass(int seconds) {
        town.settle();
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            tasks.values().forEach(ManualTasks::tick);
            town.settle();
        }
    }

    /** Patience for what has arrived already, not for what comes. */
    private static RecordingSink search(PeerSource source) {
        RecordingSink sink = new RecordingSink(1000);
        source.find(new PeerWish(5, Duration.ofMillis(1)), sink);
        return sink;
    }

    private static Set<String> names(PeerSource source) {
        TreeSet<String> hosts = new TreeSet<>();
        for (PeerAddress address : search(source).found()) {
            hosts.add(address.host());
        }
        return hosts;
    }

    private static List<ByteBuffer> records(Town.House house) {
        return List.of(ByteBuffer.wrap(
                house.own(Realm.of(Literals.of(house.door().host()).orElseThrow()))
                        .get(0)
                        .encode()));
    }
}
