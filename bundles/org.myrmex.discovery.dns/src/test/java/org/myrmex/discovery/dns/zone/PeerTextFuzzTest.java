package org.myrmex.discovery.dns.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.testkit.fuzz.Seeds;

class PeerTextFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void aTextNamesAPeerOrNothing(byte[] bytes) {
        PeerText.parse(text(bytes), host -> true).ifPresent(address -> {
            assertTrue(address.port() > 0);
            assertEquals("tls", address.scheme());
            assertEquals(address, PeerAddress.parse(address.toString()));
        });
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(
                getClass(), "aTextNamesAPeerOrNothing", bytes -> PeerText.parse(text(bytes), host -> true));
    }

    /** As it comes from the wire: one character for each byte. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
