package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two machines on one switch and nothing configured but mDNS: they find each other. With it off not a packet leaves them. */
class LanIT {
    /** With it on the first packet comes within one. */
    private static final int SILENT_SECONDS = 6;

    private static final long LINK_SECONDS = 10;
    private static final String MDNS = "udp.port == 5353 or ip.dst == 224.0.0.251 or ipv6.dst == ff02::fb";

    @TempDir
    Path folder;

    private Switch network;
    private final List<Process> peers = new ArrayList<>();
    private final Map<Integer, Path> homes = new HashMap<>();

    @BeforeEach
    void connect() throws Exception {
        Namespaces.need();
        Tools.need("tshark", "tshark");
        network = new Switch(folder, 2);
    }

    @AfterEach
    void takeApart() throws Exception {
        peers.forEach(Tools::end);
        if (network != null) {
            network.close();
        }
    }

    @Test
    void neighboursOnOneSwitchFindEachOtherAndWithItOffNothingIsSent() throws Exception {
        try (Switch.Recording recording = network.record(folder.resolve("on.pcapng"))) {
            start(1, "on");
            start(2, "on");
            awaitUp(1);
            awaitUp(2);
            long began = System.nanoTime();
            String why = awaitLink(1);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            System.out.println("linked " + millis + " ms after both were up, to be asked included");
            assertTrue(millis < LINK_SECONDS * 1_000, millis + " ms");
            String both = why + awaitLink(2);
            assertTrue(both.matches("(?s).* lan +[a-z]+ +outbound .*"), both);
            assertTrue(both.contains(" on eth0"), both);
            stop();
            recording.end();
            assertQuiet(recording);
        }
        try (Switch.Recording recording = network.record(folder.resolve("off.pcapng"))) {
            start(1, "off");
            start(2, "off");
            awaitUp(1);
            awaitUp(2);
            TimeUnit.SECONDS.sleep(SILENT_SECONDS);
            String why = say(1, "peers", "--why");
            assertTrue(why.contains("off: it would tell everybody on the local network"), why);
            stop();
            recording.end();
            assertEquals(List.of(), recording.packets(MDNS));
            assertEquals(List.of(), recording.packets("frame"), "nothing at all");
        }
    }

    /** What is said names neither machine nor user, and ends with a goodbye of each on each family. */
    private static void assertQuiet(Switch.Recording recording) throws Exception {
        assertFalse(recording.packets(MDNS).isEmpty());
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        assertEquals(0, Bytes.count(recording.file(), host + ".local"), "the machine's name");
        for (String family : List.of("ip", "ipv6")) {
            String goodbyes = family + " and mdns and dns.srv.name and dns.resp.ttl == 0";
            assertEquals(2, recording.packets(goodbyes).size(), goodbyes);
        }
        assertEquals(List.of(), recording.packets("dns and not mdns"), "name servers are not asked");
    }

    /** A peer that knows nobody. */
    private void start(int number, String mode) throws IOException {
        Path home = Files.createDirectories(folder.resolve(mode + number));
        homes.put(number, home);
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(conf.resolve("org.myrmex.discovery.lan.json"), "{\"enabled\": " + mode.equals("on") + "}");
        List<String> command = network.inside(
                Switch.machine(number),
                myrmex("up", "--home", home.toString(), "--http", "0", "--listen", "0.0.0.0:7081"));
        Files.deleteIfExists(out(number));
        peers.add(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out(number).toFile())
                .start());
    }

    private static List<String> myrmex(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of(Myrmex.DISTRIBUTION.resolve("bin/myrmex").toString()));
        all.addAll(List.of(arguments));
        return all;
    }

    private Path out(int number) {
        return folder.resolve("out" + number + ".txt");
    }

    private void awaitUp(int number) throws Exception {
        for (int i = 0; i < 3_000 && !Files.readString(out(number)).contains("invite"); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(Files.readString(out(number)).contains("invite"), Files.readString(out(number)));
    }

    private String awaitLink(int number) throws Exception {
        String why = "";
        for (int i = 0; i < 20 && !why.contains("bound"); i++) {
            why = say(number, "peers", "--why"); // inbound or outbound
        }
        assertTrue(why.contains("bound"), why);
        return why;
    }

    private String say(int number, String... command) throws Exception {
        List<String> all = new ArrayList<>(myrmex("--home", homes.get(number).toString()));
        all.addAll(List.of(command));
        return Program.say(folder, Map.of(), network.inside(Switch.machine(number), all));
    }

    private void stop() throws Exception {
        peers.forEach(Process::destroy);
        for (Process peer : peers) {
            assertTrue(peer.waitFor(30, TimeUnit.SECONDS), "the peer ends");
        }
        peers.clear();
    }
}
