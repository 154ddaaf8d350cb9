package org.myrmex.api.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** A text is an id or an address that reads back as it is shown, or it is refused in one line. */
class PeerAddressFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void peerAddress(FuzzedDataProvider data) {
        String begin = data.consumeBoolean() ? "tls://" : "";
        PeerAddress address;
        try {
            address = PeerAddress.parse(begin + data.consumeRemainingAsString());
        } catch (IllegalArgumentException e) {
            assertEquals(1, e.getMessage().lines().count());
            return;
        }
        assertEquals(address, PeerAddress.parse(address.toString()));
    }

    @FuzzTest(maxDuration = "10s")
    void peerId(FuzzedDataProvider data) {
        PeerId id;
        try {
            id = PeerId.parse(data.consumeRemainingAsString());
        } catch (IllegalArgumentException e) {
            assertEquals(1, e.getMessage().lines().count());
            return;
        }
        assertEquals(id, PeerId.parse(id.toString()));
    }
}
