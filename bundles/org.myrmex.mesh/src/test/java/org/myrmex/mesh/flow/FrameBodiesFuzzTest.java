package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

/** Every body that a link reads: whatever comes, it is refused or reads back as it was. */
class FrameBodiesFuzzTest {
    private static final int HEADER_BYTES = 4;

    @FuzzTest(maxDuration = "10s")
    void hello(byte[] bytes) {
        Hello.decode(ByteBuffer.wrap(bytes)).ifPresent(hello -> assertArrayEquals(bytes, hello.encode()));
    }

    @FuzzTest(maxDuration = "10s")
    void credits(byte[] bytes) {
        Credits.decode(ByteBuffer.wrap(bytes)).ifPresent(grants -> assertArrayEquals(bytes, Credits.encode(grants)));
    }

    @FuzzTest(maxDuration = "10s")
    void goodbye(byte[] bytes) {
        // a reason that this version does not know is read as GONE
        Goodbye.decode(ByteBuffer.wrap(bytes)).ifPresent(why -> assertEquals(bytes.length, Goodbye.encode(why).length));
    }

    @FuzzTest(maxDuration = "10s")
    void neighbourMessage(byte[] bytes) {
        message(bytes).ifPresent(m -> assertTrue(m.bytes().length <= bytes.length));
    }

    private static Optional<NeighbourMessage> message(byte[] bytes) {
        int cut = Math.min(HEADER_BYTES, bytes.length);
        ByteBuffer header = ByteBuffer.wrap(Arrays.copyOf(bytes, cut));
        ByteBuffer body = ByteBuffer.wrap(Arrays.copyOfRange(bytes, cut, bytes.length));
        return NeighbourMessage.decode(header, body);
    }

    private static byte[] coverHeader(byte[] bytes) {
        return Arrays.copyOf(bytes, Math.min(CoverFrame.HEADER_BYTES, bytes.length));
    }

    /** What is short is filled up, so that inputs need not be four thousand bytes long to be well-formed. */
    private static byte[] coverBody(byte[] bytes) {
        int from = Math.min(CoverFrame.HEADER_BYTES, bytes.length);
        return Arrays.copyOf(Arrays.copyOfRange(bytes, from, bytes.length), CoverFrame.BODY_BYTES);
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "hello", seed -> Hello.decode(ByteBuffer.wrap(seed)));
        Seeds.areWhatTheySay(getClass(), "credits", seed -> Credits.decode(ByteBuffer.wrap(seed)));
        Seeds.areWhatTheySay(getClass(), "goodbye", seed -> Goodbye.decode(ByteBuffer.wrap(seed)));
        Seeds.areWhatTheySay(getClass(), "neighbourMessage", FrameBodiesFuzzTest::message);
        Seeds.areWhatTheySay(
                getClass(),
                "coverFrame",
                seed -> CoverFrame.decode(ByteBuffer.wrap(coverHeader(seed)), ByteBuffer.wrap(coverBody(seed))));
    }

    /** The first 512 bytes are the header: read, it is the only way to write what was inside. */
    @FuzzTest(maxDuration = "10s")
    void coverFrame(byte[] bytes) {
        byte[] header = coverHeader(bytes);
        byte[] body = coverBody(bytes);
        CoverFrame.decode(ByteBuffer.wrap(header), ByteBuffer.wrap(body)).ifPresent(inside -> {
            Parcel parcel = new Parcel(inside.type(), inside.header(), inside.body(), 0, Parcel.Ticket.NONE);
            Chosen again = Chosen.underCover(inside.isNothing() ? null : parcel);
            assertArrayEquals(header, again.frame().header().array());
            assertEquals(ByteBuffer.wrap(body), again.frame().body().view());
        });
    }
}
