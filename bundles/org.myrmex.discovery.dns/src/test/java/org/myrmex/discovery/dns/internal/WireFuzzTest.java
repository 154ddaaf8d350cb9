package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myrmex.discovery.dns.zone.Kind;
import org.myrmex.discovery.dns.zone.Question;
import org.myrmex.discovery.dns.zone.Zone;
import org.myrmex.testkit.fuzz.Seeds;
import org.xbill.DNS.Message;

/** Its inputs are answers to a question for {@code _myrmex._tcp.example.org} that has the number 7. */
class WireFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anAnswerIsReadOrSetAside(byte[] bytes) {
        accepted(bytes);
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anAnswerIsReadOrSetAside", WireFuzzTest::accepted);
    }

    /** Whether it answers one of the three questions of a domain; what it says is learnt as in a search. */
    private static boolean accepted(byte[] bytes) {
        boolean accepted = false;
        for (Kind kind : Kind.values()) {
            Question question = new Question("_myrmex._tcp.example.org.", kind);
            Message asked = Wire.ask(question, true);
            asked.getHeader().setID(7);
            Reply reply = Wire.read(bytes, asked);
            if (reply.verdict() == Reply.Verdict.ANSWER) {
                accepted = true;
                Zone zone = new Zone("example.org", Hosts::dialable);
                zone.learn(question, reply.answer(), 0);
                // whatever it opens can be asked for
                zone.open().forEach(open -> Wire.ask(open, false).toWire());
                int peers = zone.peers(new Random(1)).size();
                assertTrue(peers <= Zone.MAX_RECORDS);
                assertTrue(zone.said(peers, 0).lines().count() == 1);
            }
        }
        return accepted;
    }
}
