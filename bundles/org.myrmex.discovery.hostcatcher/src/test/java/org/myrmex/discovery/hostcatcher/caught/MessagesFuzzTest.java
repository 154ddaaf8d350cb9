package org.myrmex.discovery.hostcatcher.caught;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.Neighbours;
import org.myrmex.testkit.fuzz.Seeds;

/** Any bytes are a message that is written as it was read, or none, and never both of the two. */
class MessagesFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void aPingIsReadOrNone(byte[] bytes) {
        Optional<Ping> read = Ping.decode(bytes);
        read.ifPresent(ping -> {
            assertArrayEquals(bytes, ping.encode());
            assertTrue(Pong.decode(bytes).isEmpty());
            assertTrue(ping.records().size() <= Ping.MAX_RECORDS && (ping.port() > 0 || !ping.tryMe()));
        });
    }

    @FuzzTest(maxDuration = "10s")
    void aPongIsReadOrNone(byte[] bytes) {
        Optional<Pong> read = Pong.decode(bytes);
        read.ifPresent(pong -> {
            // a reason of a later version is read as the end of a link, and so written
            assertEquals(read, Pong.decode(pong.encode()));
            assertEquals(bytes.length, pong.encode().length);
            assertTrue(bytes.length <= Neighbours.MAX_BYTES && pong.records().size() <= Pong.MAX_RECORDS);
        });
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "aPingIsReadOrNone", Ping::decode);
        Seeds.areWhatTheySay(getClass(), "aPongIsReadOrNone", Pong::decode);
    }

    @Test
    void theLongestPongIsOneMessage() {
        List<ByteBuffer> records = Collections.nCopies(8, Paper.of(1).bytes());
        Pong pong = new Pong(Optional.of(ByteBuffer.allocate(16)), Optional.of(new Verdict(Optional.empty())), records);
        assertEquals(Pong.MAX_BYTES, pong.encode().length);
        assertTrue(Pong.MAX_BYTES <= Neighbours.MAX_BYTES);
        assertEquals(Optional.of(pong), Pong.decode(pong.encode()));
    }
}
