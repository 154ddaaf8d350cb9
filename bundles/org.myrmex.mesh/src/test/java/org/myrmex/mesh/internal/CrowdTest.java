package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Hello;
import org.myrmex.mesh.guard.AdmissionRules;
import org.myrmex.routing.mute.internal.MuteRoutingFactory;
import org.myrmex.testkit.transport.TestContext;
import org.myrmex.transport.memory.internal.MemoryTransport;

/** One public network with as many ids as it likes, each of them proven. */
class CrowdTest {
    private static final long SECOND = 1_000_000;
    /** More than there are places for those who have not said hello. */
    private static final int CROWD = 80;

    /** One of them: it says nothing until it is told to. */
    private static final class Guest extends Outsider {
        private final TestContext context = TestContext.fresh(TransportLimits.DEFAULT, this);

        void sayHello() {
            byte[] hello = new Hello(
                            Hello.PROTOCOL_VERSION,
                            Hello.PROTOCOL_VERSION,
                            List.of(new MuteRoutingFactory().wire()),
                            256 * 1024,
                            7,
                            0,
                            false)
                    .encode();
            connections.forEach(connection ->
                    connection.send(List.of(new Frame(FrameTypes.HELLO, 0, ByteBuffer.allocate(0), Body.of(hello)))));
        }
    }

    private static List<Guest> crowd(VirtualPeers world, VirtualPeer host) throws IOException {
        return crowd(world, host, number -> "memory://203.0.113." + number + ":1");
    }

    private static List<Guest> crowd(VirtualPeers world, VirtualPeer host, IntFunction<String> home)
            throws IOException {
        List<Guest> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            Guest guest = new Guest();
            MemoryTransport transport = new MemoryTransport(world.network());
            transport.listen(PeerAddress.parse(home.apply(i + 1)), guest.context);
            transport.dial(host.door(), guest.context, guest, 1_000);
            crowd.add(guest);
        }
        return crowd;
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.0.0.1"})
    void anAddressThatSaysNothingKeepsNobodyElseOutOutsideThePublicNetEither(String address) throws IOException {
        try (VirtualPeers world = new VirtualPeers(4)) {
            VirtualPeer a = world.start(VirtualPeers.settings("a", 0, 20, 0), new MuteRoutingFactory());
            world.run(SECOND);
            List<Guest> crowd = crowd(world, a, number -> "memory://" + address + ":" + number);
            VirtualPeer honest = world.start("10.0.0.2");
            world.run(SECOND);
            assertEquals(
                    32,
                    crowd.stream().filter(guest -> !guest.connections.isEmpty()).count());
            honest.peer().connect(a.door());
            world.run(2 * SECOND);
            assertEquals(1, honest.peer().view().links().size());
        }
    }

    @Test
    void whomThisPeerDialsTakesNoPlaceOfWhoComes() throws IOException {
        try (VirtualPeers world = new VirtualPeers(5)) {
            VirtualPeer a = world.start(VirtualPeers.settings("a", 0, 20, 0), new MuteRoutingFactory());
            world.run(SECOND);
            List<Guest> dialled = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                Guest guest = new Guest();
                PeerAddress door = PeerAddress.parse("memory://guest" + i + ":1");
                new MemoryTransport(world.network()).listen(door, guest.context);
                dialled.add(guest);
                a.peer().connect(door);
            }
            world.run(SECOND);
            assertFalse(dialled.stream().anyMatch(guest -> guest.connections.isEmpty()));
            VirtualPeer honest = world.start("10.0.0.2");
            world.run(SECOND);
            honest.peer().connect(a.door());
            world.run(2 * SECOND);
            assertEquals(1, honest.peer().view().links().size());
        }
    }

    @Test
    void aNetworkThatSaysNothingKeepsNobodyElseOut() throws IOException {
        try (VirtualPeers world = new VirtualPeers(1)) {
            VirtualPeer a = world.start("a");
            VirtualPeer honest = world.start("honest");
            world.run(SECOND);
            crowd(world, a);
            world.run(SECOND);
            assertEquals(
                    AdmissionRules.DEFAULT.unfinishedPerNetwork(),
                    a.peer().view().counters().get("unfinished_connections").intValue());
            honest.peer().connect(a.door());
            world.run(SECOND);
            assertEquals(1, a.peer().view().links().size());
        }
    }

    @Test
    void aNetworkThatSaysHelloAtOnceGetsNoMoreLinksThanOneAfterTheOther() throws IOException {
        try (VirtualPeers world = new VirtualPeers(2)) {
            VirtualPeer a = world.start("a");
            world.run(SECOND);
            List<Guest> crowd = crowd(world, a);
            world.run(SECOND);
            assertFalse(crowd.stream().allMatch(guest -> guest.connections.isEmpty()));
            crowd.forEach(Guest::sayHello);
            world.run(SECOND);
            assertEquals(
                    AdmissionRules.DEFAULT.linksPerNetwork(),
                    a.peer().view().links().size());
        }
    }
}
