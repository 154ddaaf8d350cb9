package org.myrmex.discovery.dns.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

class AnnouncementTest {
    private static final PeerId ID = PeerId.of(new byte[32]);

    @Test
    void whatIsRegisteredIsWhatALookUpReads() {
        Announcement announcement = Announcement.of(
                        "example.org", ID, addresses("tls://192.0.2.1:7081", "tls://[2001:db8::1]:7082"))
                .orElseThrow();
        InstanceText read =
                InstanceText.parse(announcement.texts(), host -> true).orElseThrow();
        assertEquals(Optional.of(ID), read.id());
        assertEquals(addresses("tls://192.0.2.1:7081#" + ID, "tls://[2001:db8::1]:7082#" + ID), read.addresses());
        assertTrue(announcement.instance().endsWith("._myrmex._tcp.example.org."));
    }

    @Test
    void atMostFourDoorsEachOnceAndOnlyThoseThatAreDialled() {
        List<PeerAddress> doors = Stream.concat(
                        addresses("tls://192.0.2.1:0", "memory://192.0.2.1:1").stream(),
                        IntStream.range(0, 10).mapToObj(i -> PeerAddress.parse("tls://192.0.2." + i / 2 + ":7081")))
                .toList();
        assertEquals(
                addresses(
                        "tls://192.0.2.0:7081", "tls://192.0.2.1:7081", "tls://192.0.2.2:7081", "tls://192.0.2.3:7081"),
                Announcement.of("example.org", ID, doors).orElseThrow().doors());
    }

    /** A string has 255 characters at most; whoever reads it without addresses has the services. */
    @Test
    void ofLongNamesAsManyAsFitIntoAString() {
        String longName = ("a".repeat(60) + ".").repeat(3) + "example";
        String longest = ("b".repeat(60) + ".").repeat(4) + "example";
        Announcement announcement = Announcement.of(
                        "example.org",
                        ID,
                        addresses("tls://" + longName + ":1", "tls://" + longName + ":2", "tls://192.0.2.1:3"))
                .orElseThrow();
        assertEquals(List.of("id=" + ID, "addr=" + longName + ":1,192.0.2.1:3"), announcement.texts());
        Announcement tooLong = Announcement.of("example.org", ID, addresses("tls://" + longest + ":65535"))
                .orElseThrow();
        assertEquals(List.of("id=" + ID), tooLong.texts());
        assertEquals(1, tooLong.doors().size());
    }

    @Test
    void aPeerThatListensNowhereRegistersNothing() {
        assertEquals(Optional.empty(), Announcement.of("example.org", ID, List.of()));
    }

    private static List<PeerAddress> addresses(String... texts) {
        return Stream.of(texts).map(PeerAddress::parse).toList();
    }
}
