package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.discovery.dns.zone.Announcement;
import org.myrmex.testkit.discovery.RecordingSink;
import org.myrmex.testkit.names.RawNameServer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Registration at Debian's BIND, with the zone and the key of the README; what it keeps is looked up again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamedTest {
    private static final String SECRET = "c2VjcmV0IG9mIGEgdGVzdCwgb2Ygbm9ib2R5IGVsc2U=";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PeerId ID = PeerId.of(new byte[32]);
    private static final PeerId RENEWED =
            PeerId.of("another key's id in thirty-two b".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    @TempDir
    private static Path folder;

    private RealServer server;
    private final ManualClock clock = new ManualClock();
    private Optional<Announcement> wanted = Optional.empty();
    private Registration registration;

    @BeforeAll
    void startServer() throws IOException, InterruptedException {
        String zone =
                """
                $TTL 300
                @ SOA ns hostmaster 1 3600 600 86400 60
                @ NS ns
                ns A 127.0.0.1
                _myrmex._tcp.alias 10 CNAME peers
                peers SRV 0 0 7081 peer
                peers 20 TXT "tls://192.0.2.9:7081"
                _myrmex._tcp.circle CNAME _myrmex._tcp.turn
                _myrmex._tcp.turn CNAME _myrmex._tcp.circle
                _myrmex._tcp.away CNAME peers.example.net.
                """;
        Files.writeString(folder.resolve("zone"), zone);
        Files.writeString(folder.resolve("closed"), zone);
        String configuration = "key peers { algorithm hmac-sha256; secret \"" + SECRET + "\"; };\n"
                + """
                options { directory "."; pid-file none; session-keyfile "session.key"; recursion no;
                  listen-on { 127.0.0.1; }; listen-on-v6 { none; }; };
                controls { };
                zone "example.org" { type primary; file "zone"; update-policy { grant peers zonesub ANY; }; };
                zone "closed.example" { type primary; file "closed"; };
                """;
        server = RealServer.named(folder, RawNameServer.freePort(), configuration);
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void begin() throws IOException {
        wanted = Optional.empty();
        registration = new Registration(updater(server.address(), "peers", SECRET), () -> wanted, clock);
    }

    @AfterEach
    void takeAway() throws InterruptedException {
        stop();
    }

    /** It gives the server some tenths of a second, of which a busy disk may take more before what was asked is done. */
    private void stop() throws InterruptedException {
        registration.stop();
        for (int i = 0; i < 1_000 && !found().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertEquals(List.of(), found());
    }

    @Test
    void aPeerIsRegisteredWhenItListensAgainWhenItMovesAndNotAfterItsStop() throws Exception {
        registration.look();
        assertEquals(List.of(), found());
        wanted = announce(ID, "tls://192.0.2.1:7081", "tls://[2001:db8::1]:7081");
        registration.look();
        assertEquals(List.of("tls://192.0.2.1:7081#" + ID, "tls://[2001:db8::1]:7081#" + ID), found());
        wanted = announce(ID, "tls://192.0.2.2:7082");
        registration.look();
        assertEquals(List.of("tls://192.0.2.2:7082#" + ID), found());
        assertEquals(1, addresses(ID));
        wanted = announce(ID, "tls://moving.example.net:7083");
        registration.look();
        assertEquals(List.of("tls://moving.example.net:7083#" + ID), found());
        assertEquals(0, addresses(ID));
        stop();
    }

    @Test
    void aNewIdLeavesNothingOfTheOldOne() throws IOException {
        wanted = announce(ID, "tls://192.0.2.1:7081");
        registration.look();
        wanted = announce(RENEWED, "tls://192.0.2.1:7081");
        registration.look();
        assertEquals(List.of("tls://192.0.2.1:7081#" + RENEWED), found());
        wanted = Optional.empty();
        registration.look();
        assertEquals(List.of(), found());
    }

    @Test
    void whatSomebodyDeletedComesBackAfterHalfTheTime() throws IOException {
        wanted = announce(ID, "tls://192.0.2.1:7081");
        registration.look();
        updater(server.address(), "peers", SECRET).remove(wanted.get(), PATIENCE);
        clock.passSeconds(149);
        registration.look();
        assertEquals(List.of(), found());
        clock.passSeconds(1);
        registration.look();
        assertEquals(List.of("tls://192.0.2.1:7081#" + ID), found());
    }

    @Test
    void whatTheServerDoesNotTakeIsSaidWithWhatToDo() throws IOException {
        Announcement here = announce(ID, "tls://192.0.2.1:7081").get();
        assertRefused("does not know the key others", "others", SECRET, here);
        assertRefused("another secret for the key peers", "peers", "d3Jvbmc=", here);
        Announcement closed = new Announcement("closed.example", ID, here.doors());
        assertRefused("refuses the update; allow it in the zone closed.example", "peers", SECRET, closed);
        Announcement elsewhere = new Announcement("example.net", ID, here.doors());
        assertRefused("not in charge of the zone example.net", "peers", SECRET, elsewhere);
        assertEquals(List.of(), found());
    }

    @Test
    void aliasesOfTheServiceAreFollowedAsFarAsTheServerDoes() {
        RecordingSink sink = search("alias.example.org", "circle.example.org", "away.example.org", "none.example.org");
        assertEquals(
                List.of("tls://peer.example.org:7081", "tls://192.0.2.9:7081"),
                sink.found().stream().map(PeerAddress::toString).toList());
        assertEquals(
                List.of("alias.example.org: 2 peers, good for 10 s; "
                        + "circle.example.org: the name server failed (SERVFAIL); "
                        + "away.example.org: it is an alias that the name server did not follow; "
                        + "none.example.org: no such domain, or it names no peers (NXDOMAIN)"),
                sink.reasons());
    }

    private void assertRefused(String words, String key, String secret, Announcement announcement) throws IOException {
        Updater updater = updater(server.address(), key, secret);
        IOException refused = assertThrows(IOException.class, () -> updater.place(announcement, PATIENCE));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    /** What a look-up finds that has nothing in its memory, sorted. */
    private List<String> found() {
        return search("example.org").found().stream()
                .map(PeerAddress::toString)
                .sorted()
                .toList();
    }

    /** How many literal addresses of a registered peer there are. */
    private int addresses(PeerId id) throws IOException {
        Name host = Name.fromString(id + ".example.org.");
        Message query = Message.newQuery(org.xbill.DNS.Record.newRecord(host, Type.A, DClass.IN));
        byte[] bytes = query.toWire();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            socket.send(new DatagramPacket(bytes, bytes.length, server.address()));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return new Message(Arrays.copyOf(answer.getData(), answer.getLength()))
                    .getSection(Section.ANSWER)
                    .size();
        }
    }

    private RecordingSink search(String... domains) {
        RecordingSink sink = new RecordingSink(1000);
        new DnsPeerSource(List.of(domains), List.of(server.address()), new Random(1), clock)
                .find(new PeerWish(20, PATIENCE), sink);
        return sink;
    }

    static Updater updater(InetSocketAddress server, String key, String secret) throws IOException {
        HostLookup lookup = new HostLookup(InetAddress::getByName, Runnable::run, PATIENCE);
        return new Updater(server, new TsigKeyFile(key, "hmac-sha256", secret), lookup);
    }

    static Optional<Announcement> announce(PeerId id, String... doors) {
        return Announcement.of(
                "example.org", id, Stream.of(doors).map(PeerAddress::parse).toList());
    }
}
