package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.plugin.HealthCheck.Health;
import org.myrmex.api.plugin.HealthCheck.Status;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

class NeighboursHealthTest {
    private static final PeerId PEER = PeerId.of(new byte[32]);
    private static final MeshView.Link LINK = new MeshView.Link(
            1,
            PeerAddress.parse("memory://b:1").withId(PEER),
            "inbound",
            "inbound",
            false,
            false,
            Realm.LOOPBACK,
            0,
            0,
            0,
            0,
            0);

    private static Health check(Optional<String> listenProblem, Optional<String> routing, int links) {
        return check(listenProblem, routing, links, List.of(InetAddress.getLoopbackAddress(), elsewhere()));
    }

    private static InetAddress elsewhere() {
        try {
            return InetAddress.getByAddress(new byte[] {20, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Health check(
            Optional<String> listenProblem, Optional<String> routing, int links, List<InetAddress> interfaces) {
        MeshView view = new MeshView(
                PEER,
                List.of(),
                listenProblem,
                routing,
                Collections.nCopies(links, LINK),
                List.of(),
                Optional.empty(),
                List.of(),
                0,
                0,
                Map.of());
        return new NeighboursHealth(() -> view, () -> interfaces, 3, "mute").check();
    }

    @Test
    void fewNeighboursAreAWarning() {
        Health health = check(Optional.empty(), Optional.of("mute"), 2);
        assertEquals(Status.WARN, health.status());
        assertTrue(health.message().startsWith("few neighbours: they can guess what is yours"), health.message());
    }

    @Test
    void aMachineWithoutANetworkIsToldApart() {
        List<InetAddress> loopback = List.of(InetAddress.getLoopbackAddress());
        Health alone = check(Optional.empty(), Optional.of("mute"), 0, loopback);
        assertEquals(Status.WARN, alone.status());
        assertTrue(alone.message().startsWith("this machine has no network"), alone.message());
        Health linked = check(Optional.empty(), Optional.of("mute"), 2, loopback);
        assertTrue(linked.message().startsWith("few neighbours"), "there are others on this machine");
    }

    @Test
    void enoughNeighboursAreWell() {
        assertEquals(new Health(Status.OK, "3 neighbours"), check(Optional.empty(), Optional.of("mute"), 3));
    }

    @Test
    void aDoorThatDidNotOpenIsCritical() {
        Health health = check(Optional.of("port 7081 is taken; choose another"), Optional.of("mute"), 3);
        assertEquals(new Health(Status.CRITICAL, "port 7081 is taken; choose another"), health);
    }

    @Test
    void noRoutingIsCritical() {
        Health health = check(Optional.empty(), Optional.empty(), 3);
        assertEquals(Status.CRITICAL, health.status());
        assertTrue(health.message().contains("'mute'"), health.message());
    }
}
