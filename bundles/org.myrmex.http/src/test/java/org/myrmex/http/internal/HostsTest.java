package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    private final Hosts hosts = new Hosts(List.of("Peer.Example", "192.0.2.7"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:7080",
                "127.0.0.1:7080",
                "[::1]:7080",
                "[::1]",
                "peer.example:1",
                "192.0.2.7",
                "127.0.3.1:7080"
            })
    void theOwnNamesAreAllowed(String header) {
        assertTrue(hosts.allows(header, target(header), "127.0.3.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "evil.example",
                "localhost.evil.example",
                "evil.example:127.0.0.1",
                "127.0.0.1.evil.example",
                "127.0.0.2",
                "[::2]:7080",
                "localhost@evil.example",
                "127.0.0.1:7080:evil.example",
                "localhost.",
                "localhost.:7080",
                "localhost:0",
                "localhost:65536",
                "localhost:7080x",
                "localhost:",
                "localhost:+80",
                " localhost",
                "localhost/",
                "127.1",
                "0x7f.1",
                "[::ffff:127.0.0.1]",
                "[localhost]",
                "::1"
            })
    void everyOtherNameIsRebinding(String header) {
        assertFalse(hosts.allows(header, target(header), "127.0.3.1"));
    }

    @Test
    void aLiteralAddressIsAllowedWhereTheConnectionArrived() {
        assertTrue(hosts.allows("[2001:db8::1]:80", "[2001:db8::1]", "2001:db8::1"));
        assertFalse(hosts.allows("[2001:db8::2]:80", "[2001:db8::2]", "2001:db8::1"));
    }

    @Test
    void aRequestLineThatNamesAnotherHostIsATrick() {
        assertFalse(hosts.allows("localhost:7080", "evil.example", "127.0.0.1"));
        assertFalse(hosts.allows("localhost:7080", "127.0.0.1", "127.0.0.1"));
        assertTrue(hosts.allows("LocalHost:7080", "localhost", "127.0.0.1"));
    }

    /** As the server reads it. */
    private static String target(String header) {
        return header.replaceFirst(":[0-9]+$", "");
    }

    @Test
    void allOf127IsThisMachine() {
        assertTrue(Hosts.isLoopback("127.0.0.2"));
        assertTrue(Hosts.isLoopback("[::1]"));
        assertTrue(Hosts.isLoopback("LocalHost"));
        assertFalse(Hosts.isLoopback("128.0.0.1"));
        assertFalse(Hosts.isLoopback("127.0.0.1.example"));
    }
}
