package org.myrmex.discovery.known.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerUse;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.testkit.discovery.PeerSourceContract;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.plugin.FolderHome;
import org.myrmex.testkit.plugin.ManualTasks;

class KnownPeerSourceTest extends PeerSourceContract {
    private static final long NOW = TimeUnit.DAYS.toMicros(20_000);
    private static final long YEARS = TimeUnit.DAYS.toMicros(10 * 365);

    @TempDir
    private Path folder;

    private final ManualTasks tasks = ManualTasks.atOnce();
    private FolderHome home;
    private long clockMicros = NOW;
    private long ranNanos = -1;

    @BeforeEach
    void openHome() {
        home = new FolderHome(folder);
    }

    /** One of them configured and the others remembered, so that the contract holds for both. */
    @Override
    protected PeerSource sourceThatFinds(List<PeerAddress> addresses) {
        KnownPeerSource before = start(List.of());
        addresses.stream().skip(1).forEach(address -> before.outcome(success(address)));
        before.stop();
        return start(addresses.stream().limit(1).map(PeerAddress::toString).toList());
    }

    @Test
    void configuredPeersComeFirstAndInTheirOrder() {
        KnownPeerSource source = start(List.of(address(5).toString(), address(4).toString()));
        source.outcome(success(address(1)));
        RecordingSink sink = search(source);
        assertEquals(List.of(address(5), address(4), address(1)), sink.found());
        assertEquals(List.of("2 configured, 1 remembered"), sink.reasons());
    }

    @Test
    void aConfiguredPeerIsNamedOnceAndAsItWasConfigured() {
        PeerAddress nameless = new PeerAddress("tls", address(1).host(), 7081, Optional.empty());
        KnownPeerSource source = start(List.of(nameless.toString(), address(1).toString()));
        source.outcome(success(address(1)));
        assertEquals(List.of(nameless), search(source).found());
    }

    @Test
    void aConfiguredPeerIsTriedHoweverOftenItFailed() {
        KnownPeerSource source = start(List.of(address(1).toString()));
        for (int i = 0; i < 100; i++) {
            source.outcome(new PeerOutcome(address(1), Optional.of(CloseReason.UNREACHABLE), NOW));
        }
        assertEquals(List.of(address(1)), search(source).found());
    }

    @Test
    void aConfiguredPeerThatIsNoAddressIsLeftOut() {
        KnownPeerSource source = start(List.of("nonsense", "tls://127.0.0.1:0", " " + address(1) + " "));
        assertEquals(List.of(address(1)), search(source).found());
    }

    @Test
    void whoeverAnsweredIsKnownAfterARestart() {
        KnownPeerSource source = start(List.of());
        source.outcome(success(address(1)));
        source.stop();
        assertEquals(List.of(address(1)), search(start(List.of())).found());
    }

    @Test
    void aBurstOfOutcomesIsOneWrite() {
        KnownPeerSource source = start(List.of());
        for (int i = 1; i < 10; i++) {
            source.outcome(success(address(i)));
        }
        assertEquals(List.of(KnownPeerSource.SAVE_DELAY), tasks.waiting());
        tasks.runTimers();
        assertEquals(1, home.writes());
        source.outcome(success(address(1)));
        tasks.runTimers();
        assertEquals(2, home.writes());
    }

    @Test
    void outcomesThatTeachNothingAreNotWritten() {
        KnownPeerSource source = start(List.of());
        source.outcome(new PeerOutcome(address(1), Optional.of(CloseReason.UNREACHABLE), NOW));
        assertEquals(List.of(), tasks.waiting());
        source.stop();
        assertEquals(0, home.writes());
        assertFalse(Files.exists(folder.resolve("peers.json")));
    }

    /** The mesh tells of a neighbour that dialled us and could be dialled back as of any other: at where it listens. */
    @Test
    void whoWasDialledBackWithSuccessIsNamedAfterARestart() {
        KnownPeerSource source = start(List.of());
        PeerAddress listening = address(7);
        source.outcome(success(listening));
        source.stop();
        RecordingSink sink = search(start(List.of()));
        assertEquals(List.of(listening), sink.found());
        assertEquals(List.of("0 configured, 1 remembered"), sink.reasons());
    }

    @Test
    void whatAPeerWasGoodForDecidesAfterARestartToo() {
        KnownPeerSource source = start(List.of());
        source.outcome(success(address(1)));
        source.outcome(success(address(2)));
        source.used(new PeerUse(address(2), TimeUnit.HOURS.toMicros(1), 1000, NOW));
        source.stop();
        assertEquals(List.of(address(2), address(1)), search(start(List.of())).found());
    }

    @Test
    void aForgottenPlaceIsGoneFromTheDiskAtOnceAndWhatIsConfiguredStays() {
        KnownPeerSource source = start(List.of(address(5).toString()));
        source.outcome(success(address(1)));
        source.outcome(success(address(2)));
        tasks.runTimers();
        source.forget(Optional.of(address(1)));
        source.forget(Optional.of(address(5)));
        assertEquals(List.of(address(2)), search(start(List.of())).found());
        assertEquals(List.of(address(5), address(2)), search(source).found());
        assertEquals(2, home.writes(), "to forget nothing is no write");
    }

    @Test
    void whoeverWantsAllForgottenFindsNoAddressOnTheDisk() throws IOException {
        Files.writeString(folder.resolve("peers.json"), "no longer of use: " + address(3));
        KnownPeerSource source = start(List.of());
        source.outcome(success(address(1)));
        tasks.runTimers();
        source.forget(Optional.empty());
        assertEquals(List.of(), search(source).found());
        assertEquals(List.of(), search(start(List.of())).found());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("peers.json"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
        assertFalse(Files.readString(folder.resolve("peers.json")).contains("127.0.0"));
    }

    @Test
    void aDamagedFileIsSetAsideAndTheStartGoesOn() throws IOException {
        byte[] damaged = "{\"version\":1,\"peers\":[{".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("peers.json"), damaged);
        KnownPeerSource source = start(List.of(address(2).toString()));
        assertEquals(List.of(address(2)), search(source).found());
        assertArrayEquals(damaged, Files.readAllBytes(folder.resolve("peers.json.bad")));
        assertFalse(Files.exists(folder.resolve("peers.json")));
        source.outcome(success(address(1)));
        source.stop();
        assertTrue(search(start(List.of())).found().contains(address(1)));
    }

    @Test
    void aHomeThatCannotBeWrittenCostsTheMemoryAlone() {
        home.setReadOnly(true);
        KnownPeerSource source = start(List.of());
        source.outcome(success(address(1)));
        tasks.runTimers();
        assertEquals(List.of(address(1)), search(source).found());
        home.setReadOnly(false);
        source.outcome(success(address(2)));
        tasks.runTimers();
        assertEquals(1, home.writes());
    }

    @Test
    void aClockThatJumpsAheadByYearsAndBackForgetsNobody() {
        KnownPeerSource source = start(List.of());
        source.outcome(success(address(1)));
        clockMicros += YEARS;
        assertEquals(List.of(address(1)), search(source).found());
        source.outcome(new PeerOutcome(address(2), Optional.empty(), clockMicros));
        assertEquals(List.of(address(2), address(1)), sorted(search(source)));
        source.stop();
        KnownPeerSource ahead = start(List.of());
        assertEquals(List.of(address(2), address(1)), sorted(search(ahead)), "it is ahead still");
        ahead.outcome(new PeerOutcome(address(2), Optional.empty(), clockMicros));
        ahead.stop();
        clockMicros -= YEARS;
        assertEquals(List.of(address(2), address(1)), sorted(search(start(List.of()))));
    }

    private static List<PeerAddress> sorted(RecordingSink sink) {
        return sink.found().stream()
                .sorted(Comparator.comparing(PeerAddress::host).reversed())
                .toList();
    }

    @Test
    void whoWasNotSeenWhileThisPeerRanForThirtyDaysIsForgottenHoweverOftenItStarted() {
        KnownPeerSource source = start(List.of());
        source.outcome(success(address(1)));
        for (int day = 1; day <= 29; day++) {
            source = aDayLater(source);
            assertTrue(search(source).found().contains(address(1)), "day " + day);
        }
        assertEquals(List.of(address(2)), search(aDayLater(aDayLater(source))).found());
    }

    /** Somebody else was seen meanwhile, and then it was started anew. */
    private KnownPeerSource aDayLater(KnownPeerSource source) {
        ranNanos += TimeUnit.DAYS.toNanos(1);
        clockMicros += TimeUnit.DAYS.toMicros(1);
        source.outcome(new PeerOutcome(address(2), Optional.empty(), clockMicros));
        source.stop();
        ranNanos = 5; // each process has a count of its own
        return start(List.of());
    }

    @Test
    void aMachineThatWasOffForAYearStillKnowsWhomToAsk() {
        KnownPeerSource source = start(List.of());
        source.outcome(success(address(1)));
        source.stop();
        clockMicros += TimeUnit.DAYS.toMicros(365);
        assertEquals(List.of(address(1)), search(start(List.of())).found());
    }

    /** A machine without a battery for its clock starts in 1970, until the network has told it the time. */
    @Test
    void aClockThatIsNotSetYetCostsNobody() {
        KnownPeerSource source = start(List.of());
        source.outcome(success(address(1)));
        source.stop();
        clockMicros = TimeUnit.DAYS.toMicros(5);
        KnownPeerSource unset = start(List.of());
        unset.outcome(new PeerOutcome(address(2), Optional.empty(), clockMicros));
        clockMicros = NOW + 1;
        assertEquals(2, search(unset).found().size());
        unset.stop();
        assertEquals(2, search(start(List.of())).found().size());
    }

    private KnownPeerSource start(List<String> peers) {
        return new KnownPeerSource(peers, home, tasks, () -> clockMicros, () -> ranNanos);
    }

    private static PeerOutcome success(PeerAddress address) {
        return new PeerOutcome(address, Optional.empty(), NOW);
    }

    private static RecordingSink search(PeerSource source) {
        RecordingSink sink = new RecordingSink(1000);
        source.find(new PeerWish(5, Duration.ofSeconds(2)), sink);
        return sink;
    }
}
