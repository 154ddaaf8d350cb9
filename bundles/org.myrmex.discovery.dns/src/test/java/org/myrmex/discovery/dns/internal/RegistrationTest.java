package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerId;
import org.myrmex.discovery.dns.zone.Announcement;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;

/** When a peer registers, and how often it tries. */
class RegistrationTest {
    private static final String SECRET = "c2VjcmV0";

    /** For a machine that is busy with other things. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final PeerId ID = PeerId.of(new byte[32]);

    private final ManualClock clock = new ManualClock();
    private final TSIG key = new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("peers."), SECRET);
    private Optional<Announcement> wanted = NamedTest.announce(ID, "tls://192.0.2.1:7081");
    private int rcode = Rcode.NOERROR;
    private boolean silent;
    private boolean unsigned;
    private NameServer server;
    private Registration registration;

    @BeforeEach
    void begin() throws IOException {
        server = new NameServer((query, tcp) -> silent ? null : signed(query));
        registration = new Registration(NamedTest.updater(server.address(), "peers", SECRET), () -> wanted, clock);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void whatWasTakenIsRenewedInHalfItsTimeAndNotBefore() {
        registration.look();
        assertEquals(1, attempts());
        passAndLook(149);
        assertEquals(1, attempts());
        passAndLook(1);
        assertEquals(2, attempts());
    }

    @Test
    void failuresAreTriedAgainAfterPausesThatDoubleUpToTenMinutes() {
        rcode = Rcode.SERVFAIL;
        registration.look();
        List<Integer> pauses = new ArrayList<>();
        for (int seconds = 0, last = 0; seconds < 3600; seconds += 10) {
            int before = attempts();
            passAndLook(10);
            if (attempts() > before) {
                pauses.add(seconds + 10 - last);
                last = seconds + 10;
            }
        }
        assertEquals(List.of(10, 20, 40, 80, 160, 320, 600, 600, 600, 600), pauses);
    }

    @Test
    void aNewAddressIsTriedAtOnceWhateverFailedBefore() {
        rcode = Rcode.REFUSED;
        registration.look();
        wanted = NamedTest.announce(ID, "tls://192.0.2.2:7081");
        registration.look();
        assertEquals(2, attempts());
        registration.look();
        assertEquals(2, attempts());
    }

    /** Otherwise anybody on the way could let the peer believe that it is there. */
    @Test
    void anAnswerThatTheKeyDidNotSignIsNotBelieved() {
        unsigned = true;
        registration.look();
        passAndLook(10);
        assertEquals(2, attempts());
    }

    @Test
    void aPeerThatDoesNotListenAsksNothing() {
        wanted = Optional.empty();
        passAndLook(1000);
        registration.stop();
        assertEquals(0, attempts());
    }

    @Test
    void atTheStopItIsTakenAwayOnceAndNothingIsDoneAfterIt() throws InterruptedException {
        registration.look();
        registration.stop();
        // the stop does not wait for long: a busy machine's server may hear of it later
        for (int i = 0; i < 1_000 && attempts() < 2; i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertEquals(2, attempts());
        passAndLook(1000);
        assertEquals(2, attempts());
    }

    @Test
    void aServerThatIsSilentHoldsUpTheStopNoLongerThanAPersonWaits() {
        registration.look();
        silent = true;
        assertTimeout(Registration.LAST_PATIENCE.plus(GRACE), registration::stop);
    }

    /** Each byte comes in time, and the answer never ends. */
    @Test
    void aServerThatDripsHoldsUpTheStopNoLonger() throws Exception {
        try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicBoolean wholly = new AtomicBoolean(true);
            Thread thread = new Thread(() -> answerWhollyThenDrip(dripping, wholly));
            thread.setDaemon(true);
            thread.start();
            InetSocketAddress address = (InetSocketAddress) dripping.getLocalSocketAddress();
            registration = new Registration(NamedTest.updater(address, "peers", SECRET), () -> wanted, clock);
            registration.look();
            wholly.set(false);
            assertTimeoutPreemptively(Registration.LAST_PATIENCE.plus(GRACE), registration::stop);
        }
    }

    private void answerWhollyThenDrip(ServerSocket server, AtomicBoolean wholly) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                byte[] answer = signed(new Message(query));
                out.writeShort(answer.length);
                if (wholly.get()) {
                    out.write(answer);
                }
                for (int i = 0; i < answer.length && !wholly.get(); i++) {
                    out.write(answer[i]);
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (IOException | InterruptedException over) {
                // whoever asked gave up
            }
        }
    }

    /** The peer stops while the network is away: nothing is looked up then, which could take half a minute. */
    @Test
    void theStopLooksUpNoName() throws IOException {
        registration.look();
        Updater updater = NamedTest.updater(
                InetSocketAddress.createUnresolved(
                        "no.address.invalid", server.address().getPort()),
                "peers",
                SECRET);
        IOException refused =
                assertThrows(IOException.class, () -> updater.removeLast(wanted.get(), Registration.LAST_PATIENCE));
        assertTrue(refused.getMessage().startsWith("no answer from the name server"), refused.getMessage());
        refused = assertThrows(IOException.class, () -> updater.place(wanted.get(), Registration.LAST_PATIENCE));
        assertTrue(refused.getMessage().startsWith("no.address.invalid cannot be looked up"), refused.getMessage());
    }

    /** What comes between two messages of one change must not be waited for at the stop. */
    @Test
    void onceTheEndHasBegunNothingNewIsSent() throws IOException {
        Updater updater = NamedTest.updater(server.address(), "peers", SECRET);
        updater.end();
        assertThrows(IOException.class, () -> updater.place(wanted.get(), Duration.ofSeconds(5)));
        assertEquals(0, attempts());
        updater.removeLast(wanted.get(), Duration.ofSeconds(5));
        assertEquals(1, attempts());
    }

    @Test
    void aMeshThatIsTooBusyToSayWhereItListensIsAskedAgain() {
        AtomicBoolean busy = new AtomicBoolean(true);
        registration = new Registration(
                updater(),
                () -> {
                    if (busy.get()) {
                        throw new IllegalStateException("the mesh does not answer");
                    }
                    return wanted;
                },
                clock);
        registration.look();
        assertEquals(0, attempts());
        busy.set(false);
        registration.look();
        assertEquals(1, attempts());
    }

    private Updater updater() {
        try {
            return NamedTest.updater(server.address(), "peers", SECRET);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void passAndLook(long seconds) {
        clock.passSeconds(seconds);
        registration.look();
    }

    private int attempts() {
        return server.asked().size();
    }

    private byte[] signed(Message query) throws IOException {
        Message reply = NameServer.reply(query);
        reply.getHeader().setOpcode(query.getHeader().getOpcode());
        reply.getHeader().setRcode(rcode);
        if (!unsigned) {
            key.apply(reply, query.getTSIG());
        }
        return reply.toWire();
    }
}
