package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.testkit.names.RawNameServer;

/** Peers that know nothing but a domain and a name server, with name servers of Debian's on loopback. */
@MostlyWaits
class DnsIT {
    /** A source is left alone for a quarter of a minute after it was asked. */
    private static final int LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void aPeerJoinsByADomainAloneAndWhenItsRecordChangesByTheNewOne() throws Exception {
        Tools.need("dnsmasq", "dnsmasq-base");
        int port = RawNameServer.freePort();
        configure("127.0.53.2", "{\"domains\":[\"example.org\"],\"resolver\":\"127.0.0.1:" + port + "\"}");
        try (TestPeer first = TestPeer.launch("127.0.53.1", folder);
                TestPeer second = TestPeer.launch("127.0.53.3", folder)) {
            first.awaitUp();
            second.awaitUp();
            Program names = NameServers.dnsmasq(folder, port, first);
            try (TestPeer joining = TestPeer.launch("127.0.53.2", folder)) {
                try (names) {
                    assertTrue(names.isAlive());
                    joining.awaitUp();
                    joining.awaitLinks(1);
                    String why = joining.ask("peers", "--why");
                    // two seconds, of which some may have passed
                    assertTrue(why.matches("(?s).*source dns: example.org: 1 peer, good for [0-2] s.*"), why);
                    assertTrue(why.contains(first.id()), why);
                    assertFalse(why.contains(second.id()), why);
                }
                try (Program changed = NameServers.dnsmasq(folder, port, second)) {
                    assertTrue(changed.isAlive());
                    awaitPeer(joining, second.id());
                }
            }
        }
    }

    @Test
    void aPeerThatRegistersItselfIsFoundAndAfterItsStopItIsNotThere() throws Exception {
        Tools.need("named", "bind9");
        int port = RawNameServer.freePort();
        Path key = folder.resolve("peers.key");
        Files.writeString(key, "key \"peers\" { algorithm hmac-sha256; secret \"c2VjcmV0IG9mIGEgdGVzdA==\"; };\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        String resolver = "\"resolver\":\"127.0.0.1:" + port + "\"";
        configure(
                "127.0.53.4",
                "{" + resolver + ",\"register.domain\":\"example.org\",\"register.key\":\"" + key + "\"}");
        configure("127.0.53.5", "{" + resolver + ",\"domains\":[\"example.org\"]}");
        try (Program names = named(port, key);
                TestPeer moving = TestPeer.start("127.0.53.4", folder)) {
            assertTrue(names.isAlive());
            awaitLine(moving, "this peer is registered in example.org");
            assertTrue(answers(port, moving.id() + "." + NameServers.SERVICE) > 0);
            try (TestPeer joining = TestPeer.start("127.0.53.5", folder)) {
                awaitPeer(joining, moving.id());
                String why = joining.say("peers", "--why");
                assertTrue(why.contains("source dns: example.org: 1 peer, good for "), why);
            }
            moving.terminate();
            assertEquals(0, moving.exitCode());
            // a peer that stops does not wait for long: a server with a busy disk does it a little later
            for (int i = 0; i < 500 && answers(port, moving.id() + "." + NameServers.SERVICE) > 0; i++) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertEquals(0, answers(port, moving.id() + "." + NameServers.SERVICE), "it took its records away");
        }
    }

    /** The next source is asked within three seconds and what a busy machine adds, and the line says what became of each domain. */
    @Test
    void howeverDomainsFailTheNextSourceIsAskedInTime() throws Exception {
        try (RawNameServer names = new RawNameServer(TroubledNames::answer);
                TestPeer known = TestPeer.start("127.0.53.6", folder)) {
            configure(
                    "127.0.53.7",
                    "{\"domains\":[\"none.example\",\"fail.example\",\"loop.example\",\"many.example\",\"silent.example\"],"
                            + "\"resolver\":\"127.0.0.1:" + names.address().getPort() + "\"}");
            try (TestPeer joining = TestPeer.start("127.0.53.7", folder, "--peer", known.uri())) {
                joining.awaitLinks(1);
                String why = joining.say("peers", "--why");
                assertTrue(
                        why.contains("source dns: none.example: no such domain, or it names no peers (NXDOMAIN); "
                                + "fail.example: the name server failed (SERVFAIL); "
                                + "loop.example: its aliases lead in a circle; "
                                + "many.example: its records name no peer that could be dialled, "
                                + "9920 more records are left out (a domain may have 256); "
                                + "silent.example: no answer in time"),
                        why);
                List<List<String>> asked = Pattern.compile("\"name\":\"([a-z]+)\".*\"askedSecondsAgo\":([0-9]+)")
                        .matcher(joining.say("peers", "--why", "--json"))
                        .results()
                        .map(found -> List.of(found.group(1), found.group(2)))
                        .toList();
                assertEquals(
                        List.of("dns", "known"),
                        asked.stream().map(source -> source.get(0)).limit(2).toList());
                int seconds = Integer.parseInt(asked.get(0).get(1))
                        - Integer.parseInt(asked.get(1).get(1));
                assertTrue(seconds <= 5, "the next source was asked after " + seconds + " s");
            }
        }
    }

    private void configure(String host, String json) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("home-" + host).resolve("conf"));
        Files.writeString(conf.resolve("org.myrmex.discovery.dns.json"), json + "\n");
    }

    /** A zone that holders of the key may change. */
    private Program named(int port, Path key) throws IOException, InterruptedException {
        Path server = Files.createDirectories(folder.resolve("named"));
        Files.write(
                server.resolve("zone"),
                List.of("$TTL 300", "@ SOA ns hostmaster 1 3600 600 86400 5", "@ NS ns", "ns A 127.0.0.1"));
        Path file = server.resolve("named.conf");
        Files.write(
                file,
                List.of(
                        "options { directory \"" + server + "\"; pid-file none; session-keyfile \"session.key\";",
                        "  recursion no; listen-on { 127.0.0.1; }; listen-on-v6 { none; }; };",
                        "controls { };",
                        "include \"" + key + "\";",
                        "zone \"example.org\" { type primary; file \"zone\";",
                        "  update-policy { grant peers zonesub ANY; }; };"));
        return NameServers.serve(
                folder,
                port,
                "named",
                "-g",
                "-p",
                "" + port,
                "-c",
                file.toString(),
                "-u",
                System.getProperty("user.name"));
    }

    /** How many TXT records a name has, asked by hand (RFC 1035, section 4.1). */
    private static int answers(int port, String name) throws IOException {
        ByteBuffer query = ByteBuffer.allocate(512);
        query.putShort((short) 7)
                .putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0);
        for (String label : name.split("\\.", -1)) {
            query.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        query.put((byte) 0).putShort((short) 16).putShort((short) 1);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            socket.send(new DatagramPacket(query.array(), query.position(), server));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return ByteBuffer.wrap(answer.getData()).getShort(6);
        }
    }

    private static void awaitPeer(TestPeer peer, String id) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (System.nanoTime() < end) {
            if (peer.ask("peers").contains(id)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no link to " + id + ": " + peer.say("peers", "--why"));
    }

    private static void awaitLine(TestPeer peer, String words) throws IOException, InterruptedException {
        Path log = peer.home().resolve("logs/myrmex.log");
        for (int i = 0; i < LIMIT_SECONDS * 10; i++) {
            if (Files.exists(log) && Files.readString(log).contains(words)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError(words + ": " + Files.readString(log));
    }
}
