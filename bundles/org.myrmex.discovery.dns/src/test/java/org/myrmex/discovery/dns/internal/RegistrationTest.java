package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    void end() throws IOException {
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
    void atTheStopItIsTakenAwayOnceAndNothingIsDoneAfterIt() {
        registration.look();
        registration.stop();
        assertEquals(2, attempts());
        passAndLook(1000);
        assertEquals(2, attempts());
    }

    @Test
    void aServerThatIsSilentHoldsUpTheStopForTwoSecondsAtMost() {
        registration.look();
        silent = true;
        assertTimeout(Duration.ofSeconds(2), registration::stop);
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
