package org.myrmex.routing.mute.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.routing.mute.internal.Bench.address;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.testkit.fuzz.Seeds;

class MuteHeaderTest {
    private static final MuteHeader DATAGRAM =
            new MuteHeader(MessageKind.DATAGRAM, true, new MessageId(1, 2), address(1), address(2));

    @Test
    void theBytesAreThoseOfTheProtocol() {
        assertEquals(
                "01030100" + "00000000000000010000000000000002" + "00".repeat(31) + "02" + "00".repeat(31) + "03",
                HexFormat.of().formatHex(DATAGRAM.write().array()));
    }

    @ParameterizedTest
    @CsvSource({
        "QUERY, 2048",
        "ANSWER, 4096",
        "ANSWER, 16896",
        "DATAGRAM, 0",
        "DATAGRAM, 512",
        "DATAGRAM, 1024",
        "DATAGRAM, 2048",
        "DATAGRAM, 4096",
        "DATAGRAM, 16896"
    })
    void whatIsWrittenIsRead(MessageKind kind, int bodyBytes) {
        VirtualAddress to = kind == MessageKind.QUERY ? VirtualAddress.EVERYBODY : address(2);
        MuteHeader header = new MuteHeader(kind, false, new MessageId(-1, 7), address(1), to);
        assertEquals(Optional.of(header), MuteHeader.read(header.write(), bodyBytes));
    }

    @ParameterizedTest
    @CsvSource({
        "QUERY, 1024",
        "QUERY, 4096",
        "QUERY, 0",
        "ANSWER, 2048",
        "ANSWER, 512",
        "DATAGRAM, 513",
        "DATAGRAM, 16895",
        "DATAGRAM, 3000"
    })
    void aBodyThatIsNoClassIsRefused(MessageKind kind, int bodyBytes) {
        VirtualAddress to = kind == MessageKind.QUERY ? VirtualAddress.EVERYBODY : address(2);
        MuteHeader header = new MuteHeader(kind, false, new MessageId(-1, 7), address(1), to);
        assertTrue(MuteHeader.read(header.write(), bodyBytes).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 2", "1, 0", "1, 4", "2, 2", "2, 3", "2, -1", "3, 1"})
    void aWrongByteInTheHeadIsRefused(int at, int value) {
        ByteBuffer wire = DATAGRAM.write().put(at, (byte) value);
        assertTrue(MuteHeader.read(wire, 1024).isEmpty());
    }

    @Test
    void addressesThatMakeNoSenseAreRefused() {
        for (MessageKind kind : MessageKind.values()) {
            boolean query = kind == MessageKind.QUERY;
            VirtualAddress wrong = query ? address(2) : VirtualAddress.EVERYBODY;
            VirtualAddress right = query ? VirtualAddress.EVERYBODY : address(2);
            int bodyBytes = query ? 2048 : 4096;
            MuteHeader misdirected = new MuteHeader(kind, false, new MessageId(1, 1), address(1), wrong);
            assertTrue(MuteHeader.read(misdirected.write(), bodyBytes).isEmpty());
            MuteHeader fromNobody = new MuteHeader(kind, false, new MessageId(1, 1), VirtualAddress.EVERYBODY, right);
            assertTrue(MuteHeader.read(fromNobody.write(), bodyBytes).isEmpty());
        }
    }

    @Test
    void onlyDatagramsAskForAFreshRoute() {
        MuteHeader query =
                new MuteHeader(MessageKind.QUERY, true, new MessageId(1, 1), address(1), VirtualAddress.EVERYBODY);
        assertTrue(MuteHeader.read(query.write(), 2048).isEmpty());
        MuteHeader answer = new MuteHeader(MessageKind.ANSWER, true, new MessageId(1, 1), address(1), address(2));
        assertTrue(MuteHeader.read(answer.write(), 4096).isEmpty());
    }

    @FuzzTest(maxDuration = "10s")
    void whateverIsReadIsWrittenBackBitForBit(byte[] wire) {
        for (int bodyBytes : new int[] {0, 1024, 2048, 16_896}) {
            MuteHeader.read(ByteBuffer.wrap(wire), bodyBytes).ifPresent(header -> {
                if (!Arrays.equals(wire, header.write().array())) {
                    throw new AssertionError("read as " + header);
                }
            });
        }
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "whateverIsReadIsWrittenBackBitForBit", wire -> Stream.of(
                        0, 1024, 2048, 16_896)
                .anyMatch(bytes -> MuteHeader.read(ByteBuffer.wrap(wire), bytes).isPresent()));
    }
}
