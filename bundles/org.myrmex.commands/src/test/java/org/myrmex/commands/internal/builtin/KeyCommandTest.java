package org.myrmex.commands.internal.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.myrmex.api.command.UsageException;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.testkit.command.RecordingContext;

class KeyCommandTest {
    private static final PeerId OLD = PeerId.of(new byte[32]);
    private static final PeerId FRESH = PeerId.parse("b".repeat(51) + "a");
    private static final PeerAddress DOOR = PeerAddress.parse("tls://192.0.2.7:7081");

    private final Parts parts = new Parts();
    private final RecordingContext context = RecordingContext.withJson();

    /** A mesh with a door and the given outcome of a renewal. */
    private record Keyed(CompletionStage<PeerId> outcome) implements Mesh {
        @Override
        public Endpoint open(EndpointOptions options) {
            throw new UnsupportedOperationException("nobody talks here");
        }

        @Override
        public void connect(PeerAddress address) {
            throw new UnsupportedOperationException("there are no neighbours here");
        }

        @Override
        public void forget(Optional<PeerAddress> place) {
            throw new UnsupportedOperationException("there are no neighbours here");
        }

        @Override
        public MeshView view() {
            return new MeshView(
                    OLD,
                    List.of(DOOR.withId(OLD)),
                    Optional.empty(),
                    Optional.of("mute"),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    0,
                    0,
                    Map.of());
        }

        @Override
        public CompletionStage<PeerId> renewKey() {
            return outcome;
        }
    }

    private int run(CompletionStage<PeerId> outcome, String... args) throws Exception {
        parts.mesh = new Keyed(outcome);
        return new KeyCommand(parts).run(context, List.of(args));
    }

    @Test
    void showsTheIdAndWhatToInviteWith() throws Exception {
        assertEquals(0, run(new CompletableFuture<>(), "show"));
        assertEquals(
                List.of(Map.of(
                        "event",
                        "key",
                        "peerId",
                        OLD.toString(),
                        "listen",
                        List.of(DOOR.withId(OLD).toString()))),
                context.rows());
    }

    @Test
    void aRenewalShowsTheNewIdAtTheSameDoors() throws Exception {
        assertEquals(0, run(CompletableFuture.completedFuture(FRESH), "renew"));
        assertEquals(
                List.of(Map.of(
                        "event",
                        "keyRenewed",
                        "peerId",
                        FRESH.toString(),
                        "listen",
                        List.of(DOOR.withId(FRESH).toString()))),
                context.rows());
    }

    @Test
    void whatHinderedARenewalIsSaid() {
        IOException full = new IOException("the link key cannot be stored; make room");
        FailedException failed =
                assertThrows(FailedException.class, () -> run(CompletableFuture.failedFuture(full), "renew"));
        assertEquals("the key stays: the link key cannot be stored; make room", failed.getMessage());
    }

    @Test
    void anythingElseIsWrongUsage() {
        assertThrows(UsageException.class, () -> run(new CompletableFuture<>()));
        assertThrows(UsageException.class, () -> run(new CompletableFuture<>(), "burn"));
    }
}
