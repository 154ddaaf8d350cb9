package org.myrmex.discovery.lan.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerId;
import org.myrmex.discovery.lan.heard.TextRecord;

/** Real packets, on loopback. */
class MdnsWireTest {
    private static final long LIMIT_SECONDS = 30;
    private static final long LIMIT_MILLIS = 30_000;
    private static final PeerId ID = PeerId.of(new byte[32]);
    private static final String LABEL = "5ca1ab1e5ca1ab1e";

    private final Ear ear = new Ear();
    private Nic nic;
    private MdnsWire looking;

    @BeforeEach
    void listen() throws Exception {
        nic = Loopback.nic();
        looking = MdnsWire.open(nic, "0ddba110ddba11", Optional.empty(), ear);
    }

    @AfterEach
    void end() {
        looking.close();
    }

    @Test
    void whoAnnouncesIsHeardAtOnce() throws Exception {
        try (MdnsWire other = announcing(7081)) {
            assertTrue(other.isAlive());
            assertEquals(LABEL + ".local.:7081", ear.services.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
            assertArrayEquals(TextRecord.write(ID), ear.texts.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
            assertEquals(nic.address(), ear.addresses.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatConcernsUsIsAnsweredAndNothingElse() throws Exception {
        try (MdnsWire other = announcing(7081);
                RawQuestions questions = new RawQuestions(nic, LABEL)) {
            assertTrue(other.isAlive());
            questions.awaitSilence();
            assertFalse(questions.isAnswered("_services._dns-sd._udp.local.", 300));
            assertFalse(questions.isAnswered("1.0.0.127.in-addr.arpa.", 300));
            assertTrue(questions.isAnswered(MdnsWire.TYPE, LIMIT_MILLIS));
            assertTrue(questions.isAnswered(LABEL + "." + MdnsWire.TYPE, LIMIT_MILLIS));
            assertFalse(questions.isAnsweredToSender(MdnsWire.TYPE, 500), "it could be anybody's address");
            int answered = 0;
            long began = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                answered += questions.isAnswered(MdnsWire.TYPE, 10) ? 1 : 0;
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + 2;
            assertTrue(
                    answered > 0 && answered <= seconds * MdnsWire.MAX_ANSWERS_A_SECOND, answered + " in " + seconds);
            assertTrue(other.getCache().isEmpty() && looking.getCache().isEmpty(), "nothing of others is kept");
        }
    }

    @Test
    void whoOnlyLooksIsNotHeard() throws Exception {
        Ear second = new Ear();
        try (MdnsWire other = MdnsWire.open(nic, LABEL, Optional.empty(), second)) {
            looking.ask();
            other.ask();
            other.startProber();
            assertEquals(null, ear.services.poll(1, TimeUnit.SECONDS));
            assertEquals(List.of(), List.copyOf(ear.addresses));
            assertEquals(List.of(), List.copyOf(second.addresses));
        }
    }

    /** From a seed, so that what breaks once breaks again. */
    @Test
    void brokenPacketsDoNotEndIt() throws Exception {
        SplittableRandom random = new SplittableRandom(6762);
        try (RawQuestions packets = new RawQuestions(nic, LABEL)) {
            for (int i = 0; i < 3_000; i++) {
                byte[] packet = RawQuestions.announcement("broken." + MdnsWire.TYPE);
                for (int change = random.nextInt(4); change >= 0; change--) {
                    packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
                }
                packets.send(packet);
                if (i % 50 == 49) {
                    // also waits, so that no packet is lost for want of room
                    packets.send(RawQuestions.announcement(LABEL + "." + MdnsWire.TYPE));
                    assertEquals("host.local.:4096", ear.services.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
                }
            }
        }
        assertTrue(looking.isAlive());
        assertTrue(looking.getCache().isEmpty());
        assertEquals(
                List.of(),
                List.copyOf(looking.getServiceTypes().keySet()).stream()
                        .filter(type -> !type.equals(MdnsWire.TYPE))
                        .toList());
    }

    @Test
    void aLabelThatSomebodyForgesIsGivenUp() throws Exception {
        try (MdnsWire other = announcing(7081);
                RawQuestions forger = new RawQuestions(nic, LABEL)) {
            assertTrue(other.isAlive());
            forger.send(RawQuestions.address(LABEL + ".local.", Loopback.address("127.6.6.6")));
            for (int i = 0; i < 3_000 && other.isAlive(); i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertFalse(other.isAlive());
        }
    }

    @Test
    void ofTwentyThatCameAndWentNoThreadIsLeft() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (MdnsWire other = announcing(7000 + i)) {
                other.ask();
            }
        }
        awaitNoThread();
    }

    @Test
    void whoLeavesIsHeardToAtOnce() throws Exception {
        MdnsWire other = announcing(7081);
        assertEquals(LABEL + ".local.:7081", ear.services.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        long before = System.nanoTime();
        other.close();
        long nanos = System.nanoTime() - before;
        assertTrue(nanos < TimeUnit.MILLISECONDS.toNanos(2_500), "the stop took " + nanos + " ns");
        assertEquals(LABEL, ear.goodbyes.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    /** The loopback of IPv6 has no way to the group: so it is with an interface that has just gone down. */
    @Test
    void oneThatCannotAnnounceLeavesNothingBehind() throws Exception {
        Nic six = new Nic(nic.name(), nic.index(), Loopback.address("::1"));
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    IOException.class, () -> MdnsWire.open(six, LABEL, Optional.of(new Door(7081, ID)), new Ear()));
        }
        awaitNoThread();
    }

    @Test
    void oneThatLostItsSocketIsDeadAndEndsAllTheSame() throws Exception {
        MdnsWire other = announcing(7081);
        other.getSocket().close();
        for (int i = 0; i < 3_000 && other.isAlive(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertFalse(other.isAlive());
        other.close();
        other.close();
        other.ask();
    }

    private MdnsWire announcing(int port) throws Exception {
        return MdnsWire.open(nic, LABEL, Optional.of(new Door(port, ID)), new Ear());
    }

    /** A cancelled timer's thread ends when it next looks. */
    private static void awaitNoThread() throws InterruptedException {
        for (long waited = 0; waited < LIMIT_MILLIS && threads() > 0; waited += 10) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertEquals(0, threads());
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(LABEL))
                .count();
    }

    /** What is told of the other wires of this test: others on this machine may be heard too. */
    private static final class Ear implements Hearer {
        final BlockingQueue<String> services = new LinkedBlockingQueue<>();
        final BlockingQueue<byte[]> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<InetAddress> addresses = new LinkedBlockingQueue<>();
        final BlockingQueue<String> goodbyes = new LinkedBlockingQueue<>();

        @Override
        public void service(Nic nic, InetAddress sender, String instance, String target, int port, int ttlSeconds) {
            if (instance.equals(LABEL)) {
                services.add(target + ":" + port);
            }
        }

        @Override
        public void text(Nic nic, InetAddress sender, String instance, byte[] record, int ttlSeconds) {
            if (instance.equals(LABEL)) {
                texts.add(record);
            }
        }

        @Override
        public void address(Nic nic, InetAddress sender, String host, InetAddress address) {
            if (host.equals(LABEL + ".local.")) {
                addresses.add(address);
            }
        }

        @Override
        public void goodbye(Nic nic, InetAddress sender, String instance) {
            if (instance.equals(LABEL)) {
                goodbyes.add(instance);
            }
        }
    }
}
