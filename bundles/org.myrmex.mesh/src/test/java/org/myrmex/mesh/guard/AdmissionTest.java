package org.myrmex.mesh.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

class AdmissionTest {
    private static final Optional<CloseReason> WELCOME = Optional.empty();
    private static final Optional<CloseReason> UNWANTED = Optional.of(CloseReason.UNWANTED);
    private static final Optional<CloseReason> TOO_MANY = Optional.of(CloseReason.TOO_MANY);
    private static final PeerId A = PeerId.of(new byte[32]);
    private static final PeerId B = PeerId.parse("b".repeat(51) + "a");

    private final Admission admission = new Admission(AdmissionRules.DEFAULT);
    private int lastPort;

    private static Network network(String address) throws UnknownHostException {
        InetAddress parsed = InetAddress.getByName(address);
        return Network.of(Realm.of(parsed), parsed.getAddress());
    }

    private PeerAddress socket() {
        return new PeerAddress("tls", "198.51.100.1", ++lastPort, Optional.empty());
    }

    private Optional<CloseReason> knock(String address) throws UnknownHostException {
        PeerAddress from = socket();
        Optional<CloseReason> answer = admission.refusal(0, from, network(address));
        admission.finished(from);
        return answer;
    }

    private void misbehave(String address, int times) throws UnknownHostException {
        for (int i = 0; i < times; i++) {
            admission.strangerFailed(0, network(address), CloseReason.HANDSHAKE_FAILED);
        }
    }

    @Test
    void aPublicNetworkIsItsPrefix() throws UnknownHostException {
        assertEquals(network("203.0.113.7"), network("203.0.113.250"));
        assertNotEquals(network("203.0.113.7"), network("203.0.114.7"));
        assertEquals(network("2001:db8:1:2::3"), network("2001:db8:1:ffff::9"));
        assertNotEquals(network("2001:db8:1::3"), network("2001:db8:2::3"));
        assertNotEquals(network("192.168.1.7"), network("192.168.1.8"));
        assertNotEquals(network("203.0.113.7"), network("cb00:7100::"));
    }

    @Test
    void strangersOfAPublicNetworkAreKeptOutAfterAFewMisdeeds() throws UnknownHostException {
        misbehave("203.0.113.7", Admission.PUBLIC_STRANGERS - 1);
        assertEquals(WELCOME, knock("203.0.113.8"));
        misbehave("203.0.113.9", 1);
        assertEquals(UNWANTED, knock("203.0.113.8"));
        assertEquals(WELCOME, knock("203.0.114.8"));
        assertEquals(WELCOME, admission.refusal(Bans.FIRST_MICROS, socket(), network("203.0.113.8")));
    }

    @Test
    void aGatewayOfALocalNetworkIsKeptOutLaterAndThisMachineNever() throws UnknownHostException {
        misbehave("192.168.1.1", Admission.LOCAL_STRANGERS - 1);
        assertEquals(WELCOME, knock("192.168.1.1"));
        misbehave("192.168.1.1", 1);
        assertEquals(UNWANTED, knock("192.168.1.1"));
        assertEquals(WELCOME, knock("192.168.1.2"));
        misbehave("127.0.0.1", 10_000);
        assertEquals(WELCOME, knock("127.0.0.1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseReason.class,
            names = {"MALFORMED_FRAME", "OVERSIZED_FRAME", "BAD_HELLO", "OVER_LIMIT", "PROTOCOL_ERROR"})
    void whoIsKnownAnswersForAMisdeedAtOnce(CloseReason misdeed) throws UnknownHostException {
        admission.cutOff(0, A, misdeed);
        assertEquals(UNWANTED, admission.refusal(0, A, network("203.0.113.7"), false));
        assertEquals(WELCOME, admission.refusal(0, B, network("203.0.113.7"), false));
        assertEquals(WELCOME, knock("203.0.113.7"));
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseReason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MALFORMED_FRAME", "OVERSIZED_FRAME", "BAD_HELLO", "OVER_LIMIT", "PROTOCOL_ERROR"})
    void allElseIsNoMisdeed(CloseReason why) throws UnknownHostException {
        for (int i = 0; i < 100; i++) {
            admission.cutOff(0, A, why);
        }
        assertEquals(WELCOME, admission.refusal(0, A, network("203.0.113.7"), false));
    }

    @Test
    void aPublicNetworkHasOnlySoManyUnfinishedConnections() throws UnknownHostException {
        List<PeerAddress> sockets = Stream.generate(this::socket)
                .limit(AdmissionRules.DEFAULT.unfinishedPerNetwork())
                .toList();
        for (PeerAddress socket : sockets) {
            assertEquals(WELCOME, admission.refusal(0, socket, network("203.0.113.7")));
        }
        assertEquals(TOO_MANY, knock("203.0.113.8"));
        assertEquals(WELCOME, knock("203.0.114.8"));
        admission.finished(sockets.get(0));
        assertEquals(WELCOME, knock("203.0.113.8"));
        for (int i = 0; i < 100; i++) {
            assertEquals(
                    WELCOME, admission.refusal(0, socket(), network("10.0.0.1")), "local networks are not counted");
        }
    }

    @Test
    void aPublicNetworkHasOnlySoManyLinksButEachMayBeRenewed() throws UnknownHostException {
        for (int i = 0; i < AdmissionRules.DEFAULT.linksPerNetwork(); i++) {
            assertEquals(WELCOME, admission.refusal(0, A, network("203.0.113.7"), false));
            admission.linked(network("203.0.113.7"));
        }
        assertEquals(TOO_MANY, admission.refusal(0, A, network("203.0.113.8"), false));
        assertEquals(WELCOME, admission.refusal(0, A, network("203.0.113.8"), true));
        assertEquals(WELCOME, admission.refusal(0, A, network("203.0.114.8"), false));
        admission.unlinked(network("203.0.113.7"));
        assertEquals(WELCOME, admission.refusal(0, A, network("203.0.113.8"), false));
    }

    @Test
    void withAListOfFriendsNobodyElseComesIn() throws UnknownHostException {
        Admission friends = new Admission(new AdmissionRules(new TreeSet<>(List.of(A)), 8, 4));
        assertEquals(WELCOME, friends.refusal(0, A, network("203.0.113.7"), false));
        assertEquals(UNWANTED, friends.refusal(0, B, network("203.0.113.7"), false));
        assertEquals(1, friends.counters(0).get("refused_unwanted_total"));
    }
}
