package org.myrmex.webdav.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.myrmex.api.dav.Preconditions;
import org.myrmex.testkit.fuzz.Seeds;

class HeadersFuzzTest {
    /** Ranges lie inside the file and take no byte twice. */
    @FuzzTest(maxDuration = "10s")
    void rangesLieInsideTheFile(FuzzedDataProvider data) {
        long size = data.consumeLong(0, Long.MAX_VALUE / 4);
        Range.parse("bytes=" + data.consumeRemainingAsString(), size).ifPresent(ranges -> {
            long sum = 0;
            assertTrue(ranges.size() <= Range.MAX_RANGES);
            for (Range range : ranges) {
                assertTrue(range.first() >= 0 && range.length() > 0 && range.last() < size);
                sum += range.length();
            }
            assertTrue(sum <= size);
        });
    }

    /** Tags are without quotes; whatever the headers hold, a tag that they do not name never satisfies If-Match. */
    @FuzzTest(maxDuration = "10s")
    void tagsAreListedOrRefused(FuzzedDataProvider data) {
        String header = data.consumeRemainingAsString();
        EntityTags.parse(header).ifPresent(tags -> {
            assertTrue(tags.any() != !tags.tags().isEmpty());
            tags.values().forEach(value -> assertFalse(value.contains("\"")));
        });
        Conditions conditions = new Conditions(
                Optional.of(header), Optional.empty(), Optional.of(header), Optional.of(header), Optional.of(header));
        Preconditions change = conditions.change();
        String tag = "0123456789abcdef";
        if (!header.contains(tag) && !header.strip().equals("*")) {
            assertFalse(change.hold(Optional.of(tag)));
            assertEquals(Conditions.Outcome.FAILED, conditions.read(Optional.of(tag), OptionalLong.of(0)));
            assertFalse(conditions.rangeHolds(Optional.of(tag), OptionalLong.empty()));
        }
    }

    /** A date that was read is written as the same second. */
    @FuzzTest(maxDuration = "10s")
    void datesAreReadOrRefused(FuzzedDataProvider data) {
        HttpDate.read(data.consumeRemainingAsString()).ifPresent(second -> {
            if (second >= 0 && second < 253_402_300_800L) {
                assertEquals(Optional.of(second), HttpDate.read(HttpDate.text(second * 1_000_000L)));
            }
        });
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(
                getClass(),
                "rangesLieInsideTheFile",
                seed -> Range.parse("bytes=" + Seeds.text(Arrays.copyOf(seed, seed.length - Long.BYTES)), 1_000_000));
        Seeds.areWhatTheySay(getClass(), "tagsAreListedOrRefused", seed -> EntityTags.parse(Seeds.text(seed)));
        Seeds.areWhatTheySay(getClass(), "datesAreReadOrRefused", seed -> HttpDate.read(Seeds.text(seed)));
    }
}
