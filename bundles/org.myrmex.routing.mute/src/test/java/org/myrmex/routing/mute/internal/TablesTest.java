package org.myrmex.routing.mute.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.routing.mute.internal.Bench.address;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.routing.mute.internal.SeenMessages.Seen;
import org.myrmex.testkit.fuzz.Seeds;

class TablesTest {
    private static final long NOW = 1_000_000;
    private static final RoutingLimits SMALL = new RoutingLimits(3, 4, 900_000, 600_000, 512);

    @Test
    void whatIsWrittenIsRead() {
        byte[] saved = filled(5, 7).write();
        Optional<Tables> read =
                Tables.read(saved, RoutingLimits.DEFAULT, Scent.RANDOM_QUEUE, NOW, new SplittableRandom(1));
        assertArrayEquals(saved, read.orElseThrow().write());
    }

    @Test
    void theNewestStayWhenTheCapsAreSmaller() {
        byte[] saved = filled(5, 7).write();
        Tables read = Tables.read(saved, SMALL, Scent.FIRST_COPY, NOW, new SplittableRandom(1))
                .orElseThrow();
        assertEquals(3, read.scents().size());
        assertEquals(4, read.seen().size());
        assertEquals(new Seen(NOW - 4, null, true), read.seen().get(new MessageId(6, 6)));
        assertEquals(null, read.seen().get(new MessageId(1, 1)));
    }

    @Test
    void everyCutAndEveryByteTooManyIsRefused() {
        byte[] saved = filled(2, 2).write();
        for (int length = 0; length <= saved.length + 3; length++) {
            byte[] other = Arrays.copyOf(saved, length);
            boolean readable = Tables.read(other, RoutingLimits.DEFAULT, Scent.FIRST_COPY, NOW, new SplittableRandom(1))
                    .isPresent();
            assertEquals(length == saved.length, readable, "length " + length);
        }
    }

    @Test
    void entriesOfTheFutureAreRefused() {
        byte[] saved = filled(2, 2).write();
        assertTrue(Tables.read(saved, RoutingLimits.DEFAULT, Scent.FIRST_COPY, NOW - 100, new SplittableRandom(1))
                .isEmpty());
    }

    @Test
    void countsThatTheBytesCannotHoldAreRefusedAtOnce() {
        byte[] saved = filled(2, 2).write();
        for (int count : List.of(Integer.MAX_VALUE, -1, 3)) {
            assertTrue(Tables.read(
                            ByteBuffer.wrap(saved.clone()).putInt(1, count).array(),
                            RoutingLimits.DEFAULT,
                            Scent.FIRST_COPY,
                            NOW,
                            new SplittableRandom(1))
                    .isEmpty());
        }
    }

    @FuzzTest(maxDuration = "10s")
    void whateverIsReadKeepsTheCapsAndReadsAgain(byte[] saved) {
        Tables.read(saved, SMALL, Scent.RANDOM_QUEUE, NOW, new SplittableRandom(1))
                .ifPresent(tables -> {
                    if (tables.scents().size() > 3 || tables.seen().size() > 4) {
                        throw new AssertionError("over the caps");
                    }
                    byte[] again = tables.write();
                    Tables second = Tables.read(again, SMALL, Scent.RANDOM_QUEUE, NOW, new SplittableRandom(1))
                            .orElseThrow();
                    if (!Arrays.equals(again, second.write())) {
                        throw new AssertionError("another state when read again");
                    }
                });
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(
                getClass(),
                "whateverIsReadKeepsTheCapsAndReadsAgain",
                saved -> Tables.read(saved, SMALL, Scent.RANDOM_QUEUE, NOW, new SplittableRandom(1)));
    }

    private static Tables filled(int scents, int ids) {
        Tables tables = Tables.empty(RoutingLimits.DEFAULT, Scent.RANDOM_QUEUE, new SplittableRandom(1));
        for (int i = 0; i < scents; i++) {
            tables.scents().lay(address(i), new LinkId(i + 1), NOW - 10 + i);
            tables.scents().lay(address(i), new LinkId(9), NOW - 10 + i);
        }
        for (int i = 0; i < ids; i++) {
            LinkId via = i % 2 == 0 ? null : new LinkId(i);
            tables.seen().add(new MessageId(i, i), new Seen(NOW - 10 + i, via, i % 3 == 0));
        }
        return tables;
    }
}
