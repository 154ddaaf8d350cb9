package org.myrmex.channel.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

/** No bytes make a decoder do anything but read or refuse them. */
class PacketFuzzTest {
    private static final ChannelKeys.Direction KEYS = Given.agreed().keys().toAnswerer();

    @FuzzTest(maxDuration = "10s")
    void packetsAreReadOrRefused(byte[] bytes) {
        // lengths matter first: each is tried at every length that a datagram may have
        for (int length : new int[] {bytes.length, 128, 1024, 2048, 4096, 16_896}) {
            byte[] body = Arrays.copyOf(bytes, length);
            Packet.decode(ByteBuffer.wrap(body)).ifPresent(packet -> readOn(packet, body));
        }
    }

    private static void readOn(Packet packet, byte[] body) {
        if (packet instanceof Packet.Open open) {
            assertArrayEquals(body, open.encode());
            assertTrue(
                    AnswererHandshake.begin(Given.PARTIES, open, new byte[32]).isEmpty());
        } else if (packet instanceof Packet.Accept accept) {
            assertArrayEquals(body, accept.encode());
            assertTrue(Given.opener().accept(accept, new byte[32], new byte[32]).isEmpty());
        } else if (packet instanceof Packet.Data data) {
            Unsealer unsealer = new Unsealer(KEYS, Given.PARTIES.opener(), Given.PARTIES.answerer());
            assertTrue(unsealer.open(data).isEmpty());
        }
    }

    @FuzzTest(maxDuration = "10s")
    void whatIsInARecordIsReadOrRefused(byte[] bytes) {
        Segment.decode(bytes, bytes.length).ifPresent(segment -> {
            byte[] again = new byte[bytes.length];
            segment.encode(again, again.length);
            int meant = Segment.HEADER_BYTES + segment.data().length;
            assertArrayEquals(Arrays.copyOf(bytes, meant), Arrays.copyOf(again, meant));
        });
    }

    @FuzzTest(maxDuration = "10s")
    void aConversationBearsWhateverItsPeerSeals(byte[] bytes) {
        assertTrue(answered(bytes).ends.size() <= 1);
    }

    private static Given.Effects answered(byte[] bytes) {
        Given.Effects effects = new Given.Effects();
        Conversation answerer = Conversation.answered(0, Given.agreed().keys(), Given.PARTIES, effects.setting());
        answerer.request(0, Long.MAX_VALUE);
        Sealer sealer = new Sealer(KEYS, Given.PARTIES.opener(), Given.PARTIES.answerer(), 0);
        long now = 0;
        for (int at = 0; at < bytes.length; at += Segment.HEADER_BYTES + 20) {
            byte[] plain = Arrays.copyOf(Arrays.copyOfRange(bytes, at, bytes.length), Segment.HEADER_BYTES + 20);
            var segment = Segment.decode(plain, plain.length);
            if (segment.isPresent()) {
                now += 5_000;
                answerer.received(now, Given.decoded(Packet.Data.class, sealer.seal(segment.get())));
                answerer.tick(now);
            }
        }
        return effects;
    }

    @FuzzTest(maxDuration = "10s")
    void requestsAreReadOrRefused(byte[] bytes) {
        Confirm.decode(bytes).ifPresent(confirm -> {
            assertTrue(confirm.request().length <= Confirm.MAX_REQUEST_BYTES);
            assertEquals(Arrays.toString(bytes), Arrays.toString(confirm.encode()));
        });
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "packetsAreReadOrRefused", seed -> Packet.decode(ByteBuffer.wrap(seed)));
        Seeds.areWhatTheySay(getClass(), "whatIsInARecordIsReadOrRefused", seed -> Segment.decode(seed, seed.length));
        Seeds.areWhatTheySay(getClass(), "requestsAreReadOrRefused", Confirm::decode);
    }

    @Test
    void theWholeConversationIsHeard() throws IOException {
        byte[] whole = Seeds.read(getClass(), "aConversationBearsWhateverItsPeerSeals", "whole");
        Given.Effects effects = answered(whole);
        assertEquals(1, effects.confirms.size());
        assertEquals(3, effects.messages.size());
    }
}
