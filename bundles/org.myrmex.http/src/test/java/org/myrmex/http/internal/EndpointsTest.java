package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
