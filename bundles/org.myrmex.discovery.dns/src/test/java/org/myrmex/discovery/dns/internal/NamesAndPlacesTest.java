package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What counts as a domain, a host, a server. */
class NamesAndPlacesTest {
    @Test
    void domainsAreAskedOnceInTheFormOfTheWireAndWhatIsNoneIsLeftOut() {
        assertEquals(
                List.of("example.org", "xn--bcher-kva.example"),
                Domains.of(List.of(
                        "Example.ORG.",
                        " example.org",
                        "b\u00fccher.example",
                        "",
                        ".",
                        "a..b",
                        "-a.b",
                        "a b",
                        "x/y",
                        "*.a")));
        assertEquals(List.of(), Domains.of(List.of("a.".repeat(100) + "example", "a".repeat(64) + ".example")));
    }

    @Test
    void atMostSixteenDomainsAreAsked() {
        List<String> many =
                IntStream.range(0, 20).mapToObj(i -> "d" + i + ".example").toList();
        assertEquals(many.subList(0, 16), Domains.of(many));
    }

    @Test
    void namesAndAddressesOfOneMachineCanBeDialled() {
        for (String host :
                List.of("a", "peer.example.org", "192.0.2.1", "127.0.0.1", "2001:db8::1", "::1", "1.example")) {
            assertTrue(Hosts.dialable(host), host);
        }
    }

    @Test
    void otherLiteralAddressesCannot() {
        for (String host : List.of(
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "1.2.3",
                "1.2.3.256",
                "01.2.3.4",
                "1",
                "2130706433",
                "example.1",
                "::",
                "ff02::1",
                "fe80::1%1",
                "::ffff:0.0.0.0",
                ":::")) {
            assertFalse(Hosts.dialable(host), host);
        }
    }

    @Test
    void aResolverIsALiteralAddressAndAServerMayBeAName() {
        assertEquals("127.0.0.1:5353", text("127.0.0.1:5353"));
        assertEquals("127.0.0.1:53", text("127.0.0.1"));
        assertEquals("[0:0:0:0:0:0:0:1]:54", text("[::1]:54"));
        for (String wrong :
                List.of("ns.example.org:53", "127.0.0.1:0", "127.0.0.1:65536", "a@127.0.0.1", "127.0.0.1/x", "")) {
            assertEquals(Optional.empty(), Servers.literal(wrong), wrong);
        }
        assertEquals(
                "ns.example.org", Servers.hostAndPort("ns.example.org").get().getHostString());
        assertEquals(5300, Servers.hostAndPort("ns.example.org:5300").get().getPort());
    }

    private static String text(String server) {
        var address = Servers.literal(server).get();
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
