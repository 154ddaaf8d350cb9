package org.myrmex.commands.internal.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.command.UsageException;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1536,1.5 KiB", "67108864,64.0 MiB", "9223372036854775807,8192.0 PiB"})
    void bytesCarryTheirUnit(long bytes, String shown) {
        assertEquals(shown, Amounts.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "5s,5000", "5,5000", "2m,120000", "1h,3600000"})
    void aTimeIsReadWithItsUnit(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), Amounts.parseTime(text));
    }

    @ParameterizedTest
    @CsvSource({"100,100", "512K,524288", "512k,524288", "2M,2097152", "1G,1073741824"})
    void aRateIsReadInBytesASecond(String text, long bytes) {
        assertEquals(bytes, Amounts.parseRate(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5M", "2MB", "M", "999999999999999G", "0K"})
    void whatIsNoRateIsWrongUsage(String text) {
        assertThrows(UsageException.class, () -> Amounts.parseRate(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "5d", "1.5s", "9999999999s"})
    void whatIsNoTimeIsWrongUsage(String text) {
        assertThrows(UsageException.class, () -> Amounts.parseTime(text));
    }

    @Test
    void aCountOutOfItsBoundsIsWrongUsage() {
        assertEquals(64, Amounts.parseCount("--window", "64", 1, 64));
        assertThrows(UsageException.class, () -> Amounts.parseCount("--window", "65", 1, 64));
        assertThrows(UsageException.class, () -> Amounts.parseCount("--window", "0", 1, 64));
        assertThrows(UsageException.class, () -> Amounts.parseCount("--window", "many", 1, 64));
    }

    @Test
    void timesAreShownInTwoUnitsAtMost() {
        assertEquals("59 s", Amounts.time(Duration.ofSeconds(59)));
        assertEquals("2 min 5 s", Amounts.time(Duration.ofSeconds(125)));
        assertEquals("26 h 1 min", Amounts.time(Duration.ofMinutes(26 * 60 + 1)));
        assertEquals("0 s", Amounts.time(Duration.ofSeconds(-5)));
    }
}
