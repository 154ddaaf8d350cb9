package org.myrmex.channel.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.api.routing.VirtualAddress;

/** Sealed records: what opens and what does not. */
class RecordTest {
    private static final Acknowledgement NEWS = new Acknowledgement(5, 0b1011, 60, 17, 3);

    private final ChannelKeys.Direction keys = Given.agreed().keys().toAnswerer();
    private final VirtualAddress from = Given.PARTIES.opener();
    private final VirtualAddress to = Given.PARTIES.answerer();
    private final Sealer sealer = new Sealer(keys, from, to, 0);
    private final Unsealer unsealer = new Unsealer(keys, from, to);

    @ParameterizedTest
    @CsvSource({
        "1, 1024",
        "953, 1024",
        "954, 2048",
        "1977, 2048",
        "1978, 4096",
        "4025, 4096",
        "4026, 16896",
        "16384, 16896",
        "16825, 16896",
    })
    void aMessageComesBackAndTheLengthIsAClass(int length, int datagramBytes) {
        byte[] data = Given.field(1, length);
        byte[] body = sealer.seal(new Segment(Segment.Kind.MESSAGE, 9, NEWS, data));
        Segment opened = open(body).orElseThrow();

        assertEquals(datagramBytes, body.length);
        assertEquals(Segment.Kind.MESSAGE, opened.kind());
        assertEquals(9, opened.sequence());
        assertEquals(NEWS, opened.acknowledgement());
        assertArrayEquals(data, opened.data());
    }

    @Test
    void everyByteOfARecordCounts() {
        byte[] body = sealer.seal(message());
        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertTrue(open(changed).isEmpty(), "byte " + i);
        }
        assertTrue(open(body).isPresent(), "forgeries moved no window");
    }

    @Test
    void aShorterRecordIsNone() {
        byte[] body = sealer.seal(new Segment(Segment.Kind.MESSAGE, 9, NEWS, new byte[3000]));
        for (int length : new int[] {0, 3, 4, 19, 20, 35, 36, 128, 1024, 2048, 4095}) {
            assertTrue(open(java.util.Arrays.copyOf(body, length)).isEmpty(), length + " bytes");
        }
    }

    @Test
    void aRecordOpensOnceAndOnlyForWhomItIs() {
        byte[] body = sealer.seal(message());
        Packet.Data data = Given.decoded(Packet.Data.class, body);

        assertTrue(new Unsealer(keys, to, from).open(data).isEmpty(), "the other way round");
        assertTrue(new Unsealer(keys, from, VirtualAddress.of(new byte[32]))
                .open(data)
                .isEmpty());
        assertTrue(unsealer.open(data).isPresent());
        assertTrue(unsealer.open(data).isEmpty());
    }

    @Test
    void theWindowReachesBack4096Records() {
        byte[] first = sealer.seal(message());
        byte[] second = sealer.seal(message());
        byte[] last = first;
        for (int i = 2; i <= 4097; i++) {
            last = sealer.seal(message());
        }
        assertTrue(open(last).isPresent());
        assertTrue(open(first).isEmpty(), "4,097 behind");
        assertTrue(open(second).isEmpty(), "4,096 behind");

        byte[] later = sealer.seal(message());
        assertTrue(open(later).isPresent());
    }

    @Test
    void theWindowTakesEachCounterOnceInAnyOrder() {
        ReplayWindow window = new ReplayWindow();
        for (long counter : new long[] {0, 5, 3, 4100, 4099, 5000, 905, 20_000, 15_905}) {
            assertTrue(window.isNew(counter), "first " + counter);
            window.mark(counter);
            assertFalse(window.isNew(counter), "again " + counter);
        }
        assertFalse(window.isNew(15_904));
        assertTrue(window.isNew(15_906));
        assertTrue(window.isNew(20_001));
    }

    @Test
    void anEpochEnds() {
        long last = RecordFormat.RECORDS_OF_AN_EPOCH - 1;
        Sealer old = new Sealer(keys, from, to, last);
        byte[] body = old.seal(message());

        assertTrue(open(body).isPresent());
        assertEquals(0, old.left());
        assertThrows(IllegalStateException.class, () -> old.seal(message()));
        Packet.Data beyond = new Packet.Data(keys.tag(), 0, last + 1, new byte[1004]);
        assertTrue(unsealer.open(beyond).isEmpty());
        assertTrue(unsealer.open(new Packet.Data(keys.tag(), 0, -1, new byte[1004]))
                .isEmpty());
        assertTrue(
                unsealer.open(new Packet.Data(keys.tag(), 1, 5, new byte[1004])).isEmpty(), "no such epoch yet");
    }

    @Test
    void whatASealedPeerMayNotSayIsNothing() {
        byte[] plain = new byte[988];
        new Segment(Segment.Kind.MESSAGE, 1, NEWS, new byte[100]).encode(plain, plain.length);
        assertTrue(Segment.decode(plain, plain.length).isPresent());

        assertTrue(Segment.decode(changed(plain, 0, 0), plain.length).isEmpty(), "no such kind");
        assertTrue(Segment.decode(changed(plain, 0, 7), plain.length).isEmpty(), "no such kind");
        assertTrue(Segment.decode(changed(plain, 0, 3), plain.length).isEmpty(), "FINISH with data");
        assertTrue(Segment.decode(changed(plain, 1, 4), plain.length).isEmpty(), "longer than the record");
        assertTrue(Segment.decode(changed(plain, 2, 0), plain.length).isEmpty(), "an empty message");
        assertTrue(Segment.decode(changed(plain, 3, 0x80), plain.length).isEmpty(), "a negative number");
        assertTrue(Segment.decode(plain, 34).isEmpty(), "no whole header");
    }

    private static byte[] changed(byte[] plain, int position, int value) {
        byte[] changed = plain.clone();
        changed[position] = (byte) value;
        return changed;
    }

    private static Segment message() {
        return new Segment(Segment.Kind.MESSAGE, 1, NEWS, new byte[] {1, 2, 3});
    }

    private Optional<Segment> open(byte[] body) {
        return Packet.decode(ByteBuffer.wrap(body))
                .filter(Packet.Data.class::isInstance)
                .map(Packet.Data.class::cast)
                .flatMap(unsealer::open);
    }
}
