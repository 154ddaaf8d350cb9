package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerId;
import org.myrmex.discovery.dns.zone.Announcement;

/** A system's resolver that does not answer holds nobody up. */
class HostLookupTest {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger lookUps = new AtomicInteger();

    @AfterEach
    void end() {
        answer.countDown();
        threads.shutdownNow();
    }

    private InetAddress silent(String host) throws UnknownHostException {
        lookUps.incrementAndGet();
        asked.countDown();
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return InetAddress.getLoopbackAddress();
    }

    @Test
    void whoeverAsksWaitsForABoundedTimeAndTheNextOneWaitsForTheSameAnswer() throws Exception {
        HostLookup lookup = new HostLookup(this::silent, threads, SOON);
        for (int i = 0; i < 3; i++) {
            RefusedException late = assertTimeoutPreemptively(
                    GRACE, () -> assertThrows(RefusedException.class, () -> lookup.find("ns.example.org")));
            assertTrue(late.getMessage().contains("was not looked up within"), late.getMessage());
        }
        asked.await();
        assertEquals(1, lookUps.get(), "a thread for each would pile up");
        answer.countDown();
        assertEquals(
                InetAddress.getLoopbackAddress(), new HostLookup(this::silent, threads, NEVER).find("ns.example.org"));
    }

    @Test
    void aNameThatDoesNotExistIsSaidAtOnceAndLookedUpAgain() {
        HostLookup lookup = new HostLookup(
                host -> {
                    lookUps.incrementAndGet();
                    throw new UnknownHostException(host);
                },
                threads,
                NEVER);
        for (int i = 1; i <= 2; i++) {
            RefusedException refused = assertThrows(RefusedException.class, () -> lookup.find("no.address.invalid"));
            assertEquals("no.address.invalid cannot be looked up", refused.getMessage());
            assertEquals(i, lookUps.get());
        }
    }

    /** With the lock that a stop waits for. */
    @Test
    void aStopDoesNotWaitForALookUp() throws Exception {
        Announcement here = NamedTest.announce(PeerId.of(new byte[32]), "tls://192.0.2.1:7081")
                .orElseThrow();
        Updater updater = new Updater(
                InetSocketAddress.createUnresolved("ns.example.org", 53),
                new TsigKeyFile("peers", "hmac-sha256", "c2VjcmV0"),
                new HostLookup(this::silent, threads, NEVER));
        Registration registration = new Registration(updater, () -> Optional.of(here), new ManualClock());
        CountDownLatch looked = new CountDownLatch(1);
        threads.execute(() -> {
            registration.look();
            looked.countDown();
        });
        asked.await();
        registration.stop();
        assertTimeoutPreemptively(GRACE, () -> looked.await());
    }
}
