package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    @Test
    void loopbackComesFirst() {
        Endpoints endpoints =
                Endpoints.of(Map.of("osgi.http.endpoint", List.of("http://192.0.2.7:7080/", "http://127.0.0.1:7080/")));
        assertEquals(Optional.of("http://127.0.0.1:7080"), endpoints.base());
        assertEquals(Set.of("127.0.0.1", "192.0.2.7"), endpoints.hosts());
    }

    @Test
    void aServerThatHasNoPortYetIsNowhere() {
        assertEquals(Optional.empty(), Endpoints.of(Map.of()).base());
        assertEquals(
                Optional.empty(),
                Endpoints.of(Map.of("osgi.http.endpoint", new String[] {"/", "http://127.0.0.1:0/"}))
                        .base());
    }

    @Test
    void anIpv6AddressKeepsItsBracketsInTheLinkAndLosesThemInTheName() {
        Endpoints endpoints = Endpoints.of(Map.of("osgi.http.endpoint", "http://[::1]:7080/"));
        assertEquals(Optional.of("http://[::1]:7080"), endpoints.base());
        assertEquals(Set.of("::1"), endpoints.hosts());
    }

    @Test
    void elsewhereIsOnlyWhatTheCertificateSays() {
        Endpoints endpoints = Endpoints.of(Map.of(
                "osgi.http.endpoint",
                List.of("https://127.0.0.2:7443/", "https://192.0.2.7:7443/", "https://[fd00::1]:7443/")));
        assertEquals(Optional.of("https://192.0.2.7:7443"), endpoints.elsewhere(host -> true), "not this machine");
        Seal seal = new Seal("", Path.of("x"), true, Set.of("localhost", "fd00:0:0:0:0:0:0:1"));
        assertEquals(Optional.of("https://[fd00::1]:7443"), endpoints.elsewhere(seal::isCalled));
        assertEquals(Optional.empty(), endpoints.elsewhere(host -> false));
    }

    @Test
    void onlyAServerThatSpeaksTlsIsSecure() {
        assertTrue(Endpoints.of(Map.of("osgi.http.endpoint", "https://[::1]:7080/"))
                .isSecure());
        assertFalse(
                Endpoints.of(Map.of("osgi.http.endpoint", "http://[::1]:7080/")).isSecure());
        assertFalse(Endpoints.of(Map.of()).isSecure());
    }
}
