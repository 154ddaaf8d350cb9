package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

class DialBackTest {
    private static final long START = 1_700_000_000_000_000L;

    private final long[] now = {START};
    private final Loop loop = new Loop(Loop.Drive.STEPS, () -> now[0], () -> {});
    private final List<PeerAddress> dialled = new ArrayList<>();
    private final List<ConnectionEvents> dials = new ArrayList<>();
    private final List<PeerAddress> reached = new ArrayList<>();
    private final DialBack dialBack = new DialBack(
            loop,
            (address, events) -> {
                dialled.add(address);
                dials.add(events);
            },
            reached::add);

    @Test
    void servicesOfMachinesAreNotKnockedAt() {
        for (int port : new int[] {22, 25, 79, 81, 1023}) {
            assertEquals(Optional.of(CloseReason.OVER_LIMIT), attempt(1, port).getNow(null), "port " + port);
        }
        for (int port : new int[] {-1, 0, 65_536}) {
            assertEquals(Optional.of(CloseReason.UNREACHABLE), attempt(1, port).getNow(null), "port " + port);
        }
        assertEquals(List.of(), dialled);
        assertFalse(attempt(1, 1024).isDone());
        assertFalse(attempt(2, 65_535).isDone());
        assertEquals(List.of(from(1, 1024), from(2, 65_535)), dialled);
    }

    @Test
    void thePortsOfTheWebAreKnockedAtInThePublicNetAlone() {
        assertFalse(attempt(from(1, 50_000), 443).isDone());
        assertFalse(attempt(from(2, 50_000), 80).isDone());
        assertEquals(List.of(from(1, 443), from(2, 80)), dialled);
        for (String host :
                List.of("10.1.1.1", "192.168.1.7", "169.254.1.1", "fd00:0:0:0:0:0:0:7", "127.0.0.1", "a-name")) {
            for (int port : new int[] {80, 443}) {
                PeerAddress inside =
                        new PeerAddress("tls", host, 50_000, from(3, 1).id());
                assertEquals(
                        Optional.of(CloseReason.OVER_LIMIT),
                        attempt(inside, port).getNow(null),
                        host);
            }
        }
        assertEquals(2, dialled.size());
    }

    @Test
    void whoIsNoNeighbourIsNotDialled() {
        CompletableFuture<Optional<CloseReason>> result = new CompletableFuture<>();
        dialBack.attempt(Optional.empty(), 7081, result);
        assertEquals(Optional.of(CloseReason.UNREACHABLE), result.getNow(null));
        assertEquals(List.of(), dialled);
    }

    @Test
    void aTransportThatSaysNothingIsNotWaitedForForEver() {
        CompletableFuture<Optional<CloseReason>> result = attempt(1, 7081);
        pass(DialBack.TIMEOUT_MICROS - 1);
        assertFalse(result.isDone());
        pass(1);
        assertEquals(Optional.of(CloseReason.UNREACHABLE), result.getNow(null));
        dials.get(0).failed(from(1, 7081), CloseReason.WRONG_PEER);
        pass(1);
        assertEquals(Optional.of(CloseReason.UNREACHABLE), result.getNow(null));
        assertEquals(List.of(), reached);
    }

    @Test
    void whatTheTransportSaysInTimeCounts() {
        CompletableFuture<Optional<CloseReason>> result = attempt(1, 7081);
        dials.get(0).failed(from(1, 7081), CloseReason.WRONG_PEER);
        pass(1);
        assertEquals(Optional.of(CloseReason.WRONG_PEER), result.getNow(null));
        pass(2 * DialBack.TIMEOUT_MICROS);
        assertEquals(Optional.of(CloseReason.WRONG_PEER), result.getNow(null));
        assertEquals(Optional.of(CloseReason.OVER_LIMIT), attempt(1, 7082).getNow(null), "once an hour");
    }

    private CompletableFuture<Optional<CloseReason>> attempt(int number, int port) {
        return attempt(from(number, 50_000), port);
    }

    private CompletableFuture<Optional<CloseReason>> attempt(PeerAddress neighbour, int port) {
        CompletableFuture<Optional<CloseReason>> result = new CompletableFuture<>();
        loop.execute(() -> dialBack.attempt(Optional.of(neighbour), port, result));
        pass(0);
        return result;
    }

    private void pass(long micros) {
        now[0] += micros;
        while (loop.hasWork()) {
            loop.step();
        }
    }

    private static PeerAddress from(int number, int port) {
        byte[] id = new byte[32];
        id[0] = (byte) number;
        return new PeerAddress("tls", "20.1." + number + ".1", port, Optional.of(PeerId.of(id)));
    }
}
