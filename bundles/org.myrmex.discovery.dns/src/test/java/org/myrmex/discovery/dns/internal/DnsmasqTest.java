package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.names.RawNameServer;

/** Look-ups at Debian's dnsmasq, with the lines that the README gives. */
class DnsmasqTest {
    private static final String ID = PeerId.of(new byte[32]).toString();
    private static final String SERVICE = "_myrmex._tcp.example.org";

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        port = RawNameServer.freePort();
    }

    @Test
    void servicesTextsAndInstancesAreFound() throws Exception {
        try (RealServer server = serve(
                "local-ttl=300",
                "txt-record=" + SERVICE + ",\"tls://192.0.2.1:7081#" + ID + "\"",
                "srv-host=" + SERVICE + ",peer.example.org,7081",
                "ptr-record=" + SERVICE + ",one." + SERVICE,
                "srv-host=one." + SERVICE + ",one.example.org,7082",
                "txt-record=one." + SERVICE + ",\"id=" + ID + "\"")) {
            RecordingSink sink = search(source(server, "example.org"));
            assertEquals(
                    List.of(
                            "tls://192.0.2.1:7081#" + ID,
                            "tls://one.example.org:7082#" + ID,
                            "tls://peer.example.org:7081"),
                    sink.found().stream().map(PeerAddress::toString).sorted().toList());
            assertEquals(List.of("example.org: 3 peers, good for 5 min"), sink.reasons());
        }
    }

    @Test
    void whatWasChangedIsSeenWhenTheTimeIsOverAndNotBefore() throws Exception {
        PeerSource source;
        try (RealServer server = serve("local-ttl=2", "txt-record=" + SERVICE + ",\"tls://192.0.2.1:7081\"")) {
            source = source(server, "example.org");
            assertEquals("192.0.2.1", search(source).found().get(0).host());
        }
        try (RealServer server = serve("local-ttl=2", "txt-record=" + SERVICE + ",\"tls://192.0.2.2:7081\"")) {
            assertEquals(port, server.address().getPort());
            clock.passSeconds(1);
            assertEquals("192.0.2.1", search(source).found().get(0).host());
            clock.passSeconds(1);
            assertEquals("192.0.2.2", search(source).found().get(0).host());
        }
    }

    @Test
    void aLongAnswerComesByTcp() throws Exception {
        String[] lines = IntStream.range(0, 60)
                .mapToObj(i -> "txt-record=" + SERVICE + ",\"tls://192.0.2." + i + ":7081#" + ID + "\"")
                .toArray(String[]::new);
        try (RealServer server = serve(lines)) {
            assertEquals(60, search(source(server, "example.org")).found().size());
        }
    }

    @Test
    void aDomainThatIsNotThereAndOneThatNobodyMayAsk() throws Exception {
        try (RealServer server = serve("txt-record=" + SERVICE + ",\"tls://192.0.2.1:7081\"")) {
            RecordingSink sink = search(source(server, "none.example.org", "example.com"));
            assertEquals(List.of(), sink.found());
            assertEquals(
                    List.of("none.example.org: no such domain, or it names no peers (NXDOMAIN); "
                            + "example.com: the name server refuses to answer"),
                    sink.reasons());
        }
    }

    private RealServer serve(String... lines) throws IOException, InterruptedException {
        String[] all = java.util.Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = "local=/example.org/";
        return RealServer.dnsmasq(folder, port, all);
    }

    private PeerSource source(RealServer server, String... domains) {
        return new DnsPeerSource(List.of(domains), List.of(server.address()), new Random(1), clock);
    }

    private static RecordingSink search(PeerSource source) {
        RecordingSink sink = new RecordingSink(1000);
        source.find(new PeerWish(20, Duration.ofSeconds(20)), sink);
        return sink;
    }
}
