package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.transport.PeerId;
import org.myrmex.itests.Dissection.Packet;

/** Two neighbours, one fetches from the other; somebody on the wire between them writes down every byte, from the first. */
class CaptureIT {
    private static final int FILE_BYTES = 1 << 20;
    private static final String WORD = "zebraquagga";
    /** X25519MLKEM768 in the registry of TLS groups. */
    private static final int HYBRID_GROUP = 0x11EC;

    private static final int TLS_1_3 = 0x0304;
    private static final Pattern ADDRESS = Pattern.compile("\"address\":\"([0-9a-f]{64})\"");

    @TempDir
    Path folder;

    private TestPeer a;
    private TestPeer c;
    private Path source;
    private Path captured;

    @BeforeEach
    void captureATransfer() throws Exception {
        Tools.need("tcpdump", "tcpdump");
        Tools.need("tshark", "tshark");
        Path shared = Files.createDirectory(folder.resolve("shared"));
        source = Bytes.random(shared.resolve(WORD + ".bin"), FILE_BYTES, 5);
        c = TestPeer.start("127.0.3.1", folder);
        c.say("share", shared.toString());
        Path target = folder.resolve("fetched.bin");
        try (Capture capture = Capture.of(c.host, folder)) {
            a = TestPeer.start("127.0.1.1", folder, "--peer", c.uri());
            a.awaitLinks(1);
            a.say("get", a.find(WORD), "-o", target.toString());
            captured = capture.end(FILE_BYTES);
        }
        assertEquals(Bytes.sha256(source), Bytes.sha256(target));
    }

    /** Virtual addresses of the other end: each knows them, since it sends to them. */
    private static Set<String> addressesKnownTo(TestPeer peer) throws Exception {
        String routes = peer.say("routes", "--json");
        Set<String> known = ADDRESS.matcher(routes)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(known.isEmpty(), "scents of the other end: " + routes);
        return known;
    }

    @AfterEach
    void endBoth() {
        if (a != null) {
            a.close();
        }
        if (c != null) {
            c.close();
        }
    }

    @Test
    void theWireShowsATls13HandshakeAndNothingElse() throws Exception {
        assertTrue(Files.size(captured) > FILE_BYTES, "the whole transfer is captured");
        assertEquals(0, Bytes.commonRuns(source, captured), "runs of 16 bytes of the file");
        assertEquals(0, Bytes.count(captured, WORD), "a word of its name");
        assertTrue(Bytes.commonRuns(source, folder.resolve("fetched.bin")) > 0, "a run that is there is found");
        Set<String> ofC = addressesKnownTo(a);
        Path heap = Tools.heapDump(a.pid(), folder);
        for (String address : ofC) {
            assertTrue(Bytes.count(heap, HexFormat.of().parseHex(address)) > 0, "an address that is there is found");
            assertIsNotOnTheWire(address);
        }
        for (String address : addressesKnownTo(c)) {
            assertIsNotOnTheWire(address);
        }
        assertHandshakes(Dissection.of(captured, c.port(), folder));
    }

    private void assertIsNotOnTheWire(String address) throws Exception {
        byte[] raw = HexFormat.of().parseHex(address);
        byte[] upper = ascii(address.toUpperCase(Locale.ROOT));
        for (byte[] form : List.of(raw, ascii(address), upper, ascii(base32(raw)))) {
            assertEquals(0, Bytes.count(captured, form), "a virtual address on the wire");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** As peer ids are written. */
    private static String base32(byte[] raw) {
        return PeerId.of(raw).toString();
    }

    private void assertHandshakes(List<Packet> packets) {
        Map<Integer, List<Packet>> streams =
                packets.stream().collect(Collectors.groupingBy(Packet::stream, TreeMap::new, Collectors.toList()));
        assertFalse(streams.isEmpty(), "tshark sees TLS");
        streams.values().forEach(this::assertHandshake);
    }

    /** Two hellos that anybody can read, the second one with the only choices that there are; then nothing that can be read. */
    private void assertHandshake(List<Packet> packets) {
        List<Packet> answers = packets.stream()
                .filter(packet -> packet.messages().contains(Dissection.SERVER_HELLO))
                .toList();
        assertEquals(1, answers.size(), "one ServerHello: " + packets.subList(0, Math.min(8, packets.size())));
        Packet answer = answers.get(0);
        assertEquals(c.host, answer.from());
        assertEquals(List.of(TLS_1_3), answer.versions());
        assertEquals(List.of(HYBRID_GROUP), answer.groups());
        assertEquals(List.of(Dissection.CLIENT_HELLO), packets.get(0).messages());
        List<Integer> messages =
                packets.stream().flatMap(packet -> packet.messages().stream()).toList();
        assertEquals(List.of(Dissection.CLIENT_HELLO, Dissection.SERVER_HELLO), messages);
        // the first record of each side, and perhaps one change_cipher_spec each, which says nothing (RFC 8446 appendix
        // D.4)
        List<Integer> others = packets.stream()
                .flatMap(packet -> packet.records().stream())
                .filter(type -> type != Dissection.APPLICATION_DATA && type != Dissection.CHANGE_CIPHER_SPEC)
                .toList();
        assertEquals(List.of(Dissection.HANDSHAKE, Dissection.HANDSHAKE), others);
        long encrypted = packets.stream()
                .flatMap(packet -> packet.records().stream())
                .filter(type -> type == Dissection.APPLICATION_DATA)
                .count();
        assertTrue(encrypted > FILE_BYTES / (16 * 1024), encrypted + " records of application data");
    }
}
