package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.testkit.discovery.RecordingSink;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Name servers that fail, lie or are silent: each ends within the patience, in one plain line. */
class BadAnswersTest {
    /** More than anything takes that does not last until the end of the patience. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Duration SHORT = Duration.ofMillis(1500);

    /** For a machine that is busy with other things. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final Record GOOD =
            new TXTRecord(Name.fromConstantString("_myrmex._tcp.example.org."), DClass.IN, 60, "tls://192.0.2.1:1");

    @Test
    void failure() throws IOException {
        List<String> asked =
                assertSaid("the name server failed (SERVFAIL)", (query, tcp) -> rcode(query, Rcode.SERVFAIL));
        assertEquals(3, asked.size(), "each question once: " + asked);
    }

    @Test
    void refusal() throws IOException {
        assertSaid("the name server refuses to answer", (query, tcp) -> rcode(query, Rcode.REFUSED));
    }

    @Test
    void silence() throws IOException {
        assertSaidInTime("no answer in time", (query, tcp) -> null);
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        assertEquals(
                List.of("example.org: no name server can be reached"),
                search(List.of(nobody)).reasons());
    }

    @Test
    void aCircleOfAliases() throws IOException {
        assertSaid("its aliases lead in a circle", (query, tcp) -> {
            Name name = query.getQuestion().getName();
            Name other = Name.fromString("other.example.org.");
            return NameServer.reply(
                            query,
                            new CNAMERecord(name, DClass.IN, 60, other),
                            new CNAMERecord(other, DClass.IN, 60, name))
                    .toWire();
        });
    }

    @Test
    void anEndlessChainOfAliases() throws IOException {
        assertSaid("its aliases lead in a circle", (query, tcp) -> {
            Message reply = NameServer.reply(query);
            Name name = query.getQuestion().getName();
            for (int i = 0; i < 20; i++) {
                Name next = Name.fromString("a" + i + ".example.org.");
                reply.addRecord(new CNAMERecord(name, DClass.IN, 60, next), Section.ANSWER);
                name = next;
            }
            return reply.toWire();
        });
    }

    @Test
    void anAliasThatTheServerDidNotFollowIsNotFollowedByUs() throws IOException {
        List<String> asked = assertSaid("it is an alias that the name server did not follow", (query, tcp) -> {
            Name elsewhere = Name.fromString("elsewhere.example.com.");
            return NameServer.reply(query, new CNAMERecord(query.getQuestion().getName(), DClass.IN, 60, elsewhere))
                    .toWire();
        });
        assertTrue(asked.stream().allMatch(question -> question.endsWith(" _myrmex._tcp.example.org.")), "" + asked);
    }

    @Test
    void nonsenseByUdpAndTcp() throws IOException {
        assertSaid("the answer makes no sense", (query, tcp) -> nonsense(query));
    }

    @Test
    void nonsenseByUdpIsMendedByTcp() throws IOException {
        assertSaid("1 peer, good for 60 s", (query, tcp) -> tcp ? good(query) : nonsense(query));
    }

    @Test
    void anAnswerToAnotherQuestion() throws IOException {
        assertSaid("the answer makes no sense", (query, tcp) -> {
            Message reply = NameServer.reply(query);
            reply.removeAllRecords(Section.QUESTION);
            reply.addRecord(Record.newRecord(Name.root, Type.NS, DClass.IN), Section.QUESTION);
            return reply.toWire();
        });
    }

    @Test
    void anAnswerWithAnotherNumberIsPassedOver() throws IOException {
        assertSaidInTime("no answer in time", (query, tcp) -> {
            byte[] forged = good(query);
            forged[0] ^= 1;
            return forged;
        });
    }

    @Test
    void aTruncatedAnswerIsAskedForByTcp() throws IOException {
        List<String> asked = assertSaid("1 peer, good for 60 s", (query, tcp) -> tcp ? good(query) : truncated(query));
        assertEquals(6, asked.size(), "each question twice: " + asked);
    }

    @Test
    void aTruncatedAnswerWithoutTcp() throws IOException {
        assertSaidInTime(
                "the answer is cut off and cannot be had by TCP", (query, tcp) -> tcp ? null : truncated(query));
    }

    @Test
    void aServerThatDoesNotKnowExtensionsIsAskedWithout() throws IOException {
        assertSaid(
                "1 peer, good for 60 s",
                (query, tcp) -> query.getOPT() != null ? rcode(query, Rcode.FORMERR) : good(query));
    }

    @Test
    void aLostDatagramIsSentAgain() throws IOException {
        List<String> seen = new ArrayList<>();
        assertSaid("1 peer, good for 60 s", (query, tcp) -> {
            String question = query.getQuestion().toString();
            if (seen.contains(question)) {
                return good(query);
            }
            seen.add(question);
            return null;
        });
    }

    @Test
    void theNextServerIsAskedWhenOneFailsOrIsSilent() throws IOException {
        for (NameServer.Script bad :
                List.<NameServer.Script>of((q, tcp) -> rcode(q, Rcode.SERVFAIL), (q, tcp) -> null)) {
            try (NameServer first = new NameServer(bad);
                    NameServer second = new NameServer((query, tcp) -> good(query))) {
                assertEquals(
                        List.of("example.org: 1 peer, good for 60 s"),
                        search(List.of(first.address(), second.address())).reasons());
            }
        }
    }

    /** A line of resolv.conf may be anything. */
    @Test
    void aServerThatIsNoAddressIsPassedOver() throws IOException {
        InetSocketAddress none = InetSocketAddress.createUnresolved("no.address.invalid", 53);
        assertEquals(
                List.of("example.org: no name server can be reached"),
                search(List.of(none)).reasons());
        try (NameServer second = new NameServer((query, tcp) -> good(query))) {
            assertEquals(
                    List.of("example.org: 1 peer, good for 60 s"),
                    search(List.of(none, second.address())).reasons());
        }
    }

    /** While the first server is being connected to, a datagram of the second one wakes up both attempts. */
    @Test
    void aConnectionThatHangsDoesNotDisturbTheNextServer() throws IOException {
        try (DeafListener deaf = new DeafListener();
                NameServer first = new NameServer((query, tcp) -> truncated(query), deaf.port());
                NameServer second = new NameServer((query, tcp) -> {
                    byte[] good = good(query);
                    good[0] ^= 1; // the number of another message
                    return good;
                })) {
            RecordingSink sink = search(List.of(first.address(), second.address()), SHORT);
            assertEquals(List.of("example.org: the answer is cut off and cannot be had by TCP"), sink.reasons());
        }
    }

    /** Accepts no connection, and its queue is full: whoever connects waits. */
    private static final class DeafListener implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<SocketChannel> queue = new ArrayList<>();

        DeafListener() throws IOException {
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(listening.getLocalSocketAddress());
                queue.add(channel);
            }
        }

        int port() {
            return listening.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : queue) {
                channel.close();
            }
            listening.close();
        }
    }

    @Test
    void whatIsCertainDoesNotWaitForWhatIsSilent() throws IOException {
        String address = "tls://192.0.2.1:1#" + PeerId.of(new byte[32]);
        try (NameServer server = new NameServer((query, tcp) -> {
            Name name = query.getQuestion().getName();
            return query.getQuestion().getType() == Type.TXT
                    ? NameServer.reply(query, new TXTRecord(name, DClass.IN, 60, address))
                            .toWire()
                    : null;
        })) {
            RecordingSink sink = new RecordingSink(1);
            long before = System.nanoTime();
            source(List.of(server.address())).find(new PeerWish(1, LONG), sink);
            assertEquals(address, sink.found().get(0).toString());
            assertTrue(System.nanoTime() - before < LONG.toNanos() / 2, "it did not wait for the others");
            assertEquals(List.of("example.org: 1 peer, good for 60 s"), sink.reasons());
        }
    }

    /** Who asks two domains gets the peers of the good one, though the other has 64 questions that nobody answers. */
    @Test
    void aDomainWhoseInstancesAreSilentDoesNotUseUpTheTimeOfAnother() throws IOException {
        try (NameServer server = new NameServer((query, tcp) -> {
            Name name = query.getQuestion().getName();
            boolean service = name.toString().startsWith("_myrmex");
            boolean bad = name.toString().contains("bad");
            if (query.getQuestion().getType() == Type.PTR) {
                Message reply = NameServer.reply(query);
                for (int i = 0; i < (bad ? 32 : 1); i++) {
                    Name instance = Name.fromString("i" + i, name);
                    reply.addRecord(new PTRRecord(name, DClass.IN, 60, instance), Section.ANSWER);
                }
                return reply.toWire();
            }
            if (service || (!bad && query.getQuestion().getType() == Type.TXT)) {
                return NameServer.reply(query).toWire();
            }
            return bad
                    ? null
                    : NameServer.reply(
                                    query, new SRVRecord(name, DClass.IN, 60, 0, 0, 1, Name.fromString("peer.good.")))
                            .toWire();
        })) {
            RecordingSink sink = new RecordingSink(1000);
            new DnsPeerSource(
                            List.of("bad.example", "good.example"),
                            List.of(server.address()),
                            new Random(1),
                            new ManualClock())
                    .find(new PeerWish(20, SHORT), sink);
            assertEquals(
                    List.of("tls://peer.good:1"),
                    sink.found().stream().map(PeerAddress::toString).toList());
        }
    }

    /** As many as fit into the 64 KiB of a message: 2,000 services, 5,000 texts in one record and more, 3,000 instances. */
    @Test
    void tenThousandRecordsAreCutOffAndTheLineSaysSo() throws IOException {
        try (NameServer server = new NameServer((query, tcp) -> tcp ? many(query) : truncated(query))) {
            RecordingSink sink = search(List.of(server.address()));
            assertEquals(80 + 80, sink.found().size());
            assertTrue(
                    sink.reasons()
                            .get(0)
                            .matches("example.org: 160 peers, good for 60 s, 98[0-9]{2} more records are left out"
                                    + " \\(a domain may have 256\\)"),
                    "" + sink.reasons());
        }
    }

    @Test
    void aCountThatIsNotTrueIsNonsense() throws IOException {
        assertSaid("the answer makes no sense", (query, tcp) -> {
            byte[] reply = good(query);
            reply[6] = 0x27;
            reply[7] = 0x10; // 10,000 answers
            return reply;
        });
    }

    private static byte[] many(Message query) throws IOException {
        Name name = query.getQuestion().getName();
        Message reply = NameServer.reply(query);
        if (!name.toString().startsWith("_myrmex")) {
            return reply.toWire();
        }
        switch (query.getQuestion().getType()) {
            case Type.TXT ->
                reply.addRecord(
                        new TXTRecord(
                                name,
                                DClass.IN,
                                60,
                                IntStream.range(0, 5000)
                                        .mapToObj(i -> i < 80 ? "tls://t" + i + ".x:1" : "t" + i)
                                        .toList()),
                        Section.ANSWER);
            case Type.SRV -> {
                for (int i = 0; i < 2000; i++) {
                    Name target = Name.fromString("s" + i + ".x.");
                    reply.addRecord(new SRVRecord(name, DClass.IN, 60, 0, 0, i + 1, target), Section.ANSWER);
                }
            }
            default -> {
                for (int i = 0; i < 3000; i++) {
                    Name instance = Name.fromString("i" + i, name);
                    reply.addRecord(new PTRRecord(name, DClass.IN, 60, instance), Section.ANSWER);
                }
            }
        }
        return reply.toWire();
    }

    private static byte[] good(Message query) {
        return query.getQuestion().getType() == Type.TXT
                ? NameServer.reply(query, GOOD).toWire()
                : NameServer.reply(query).toWire();
    }

    private static byte[] rcode(Message query, int rcode) {
        Message reply = NameServer.reply(query);
        reply.getHeader().setRcode(rcode);
        return reply.toWire();
    }

    private static byte[] truncated(Message query) {
        Message reply = NameServer.reply(query);
        reply.getHeader().setFlag(Flags.TC);
        return reply.toWire();
    }

    /** The right number, then bytes of no message. */
    private static byte[] nonsense(Message query) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int id = query.getHeader().getID();
        bytes.write(new byte[] {(byte) (id >> 8), (byte) id});
        for (int i = 0; i < 60; i++) {
            bytes.write(0xC0 | i);
        }
        return bytes.toByteArray();
    }

    /** What was asked, too. */
    private static List<String> assertSaid(String said, NameServer.Script script) throws IOException {
        try (NameServer server = new NameServer(script)) {
            RecordingSink sink = search(List.of(server.address()), LONG);
            assertEquals(List.of("example.org: " + said), sink.reasons());
            return server.asked();
        }
    }

    /** For what only the end of the patience can end. */
    private static void assertSaidInTime(String said, NameServer.Script script) throws IOException {
        try (NameServer server = new NameServer(script)) {
            long before = System.nanoTime();
            RecordingSink sink = search(List.of(server.address()), SHORT);
            long nanos = System.nanoTime() - before;
            assertTrue(nanos < SHORT.plus(GRACE).toNanos(), nanos + " ns");
            assertEquals(List.of("example.org: " + said), sink.reasons());
        }
    }

    private static RecordingSink search(List<InetSocketAddress> servers) {
        return search(servers, LONG);
    }

    private static RecordingSink search(List<InetSocketAddress> servers, Duration patience) {
        RecordingSink sink = new RecordingSink(1000);
        source(servers).find(new PeerWish(20, patience), sink);
        return sink;
    }

    private static DnsPeerSource source(List<InetSocketAddress> servers) {
        return new DnsPeerSource(List.of("example.org"), servers, new Random(1), new ManualClock());
    }
}
