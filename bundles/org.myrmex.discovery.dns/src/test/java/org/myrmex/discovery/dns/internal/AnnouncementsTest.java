package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/** What a peer registers: what it was told to, else its doors, else where it is seen. */
class AnnouncementsTest {
    private static final PeerId ID = PeerId.of(new byte[32]);
    private static final Optional<MeshView.Reachability> REACHED =
            Optional.of(new MeshView.Reachability(Optional.empty(), Realm.PUBLIC, 1));
    private static final Optional<MeshView.Reachability> IN_VAIN =
            Optional.of(new MeshView.Reachability(Optional.of(CloseReason.UNREACHABLE), Realm.PUBLIC, 1));

    private List<PeerAddress> seen = List.of();

    @Test
    void aDoorToEveryInterfaceIsRegisteredWhereNeighboursSeeIt() {
        assertEquals(List.of(), registered(List.of(), REACHED, "tls://0.0.0.0:7081"));
        seen = addresses("tls://198.51.100.7:7081#" + ID);
        assertEquals(List.of("tls://198.51.100.7:7081"), registered(List.of(), REACHED, "tls://0.0.0.0:7081"));
        assertEquals(List.of("tls://198.51.100.7:7081"), registered(List.of(), Optional.empty(), "tls://[::]:7081"));
    }

    @Test
    void whereItWasDialledInVainItIsNotRegistered() {
        seen = addresses("tls://198.51.100.7:7081#" + ID);
        assertEquals(List.of(), registered(List.of(), IN_VAIN, "tls://0.0.0.0:7081"));
    }

    @Test
    void whatTheOperatorToldAndDoorsToOneAddressNeedNobodysWord() {
        seen = addresses("tls://198.51.100.7:7081#" + ID);
        assertEquals(
                List.of("tls://peer.example.org:7"),
                registered(addresses("tls://peer.example.org:7"), IN_VAIN, "tls://0.0.0.0:7081"));
        assertEquals(List.of("tls://192.0.2.1:7081"), registered(List.of(), IN_VAIN, "tls://192.0.2.1:7081"));
    }

    private List<String> registered(
            List<PeerAddress> told, Optional<MeshView.Reachability> reachability, String... doors) {
        MeshView view = new MeshView(
                ID,
                addresses(doors),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                reachability,
                List.of(),
                0,
                0,
                Map.of());
        return new Announcements("example.org", told, () -> seen)
                .of(view)
                .map(registered ->
                        registered.doors().stream().map(PeerAddress::toString).toList())
                .orElse(List.of());
    }

    private static List<PeerAddress> addresses(String... texts) {
        return Stream.of(texts).map(PeerAddress::parse).toList();
    }
}
