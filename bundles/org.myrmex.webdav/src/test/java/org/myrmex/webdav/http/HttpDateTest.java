package org.myrmex.webdav.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final long SEED = 11;

    @Test
    void datesAreWrittenAsTheFormatterOfJavaWouldAndReadBack() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            long second = i == 0 ? 0 : i == 1 ? LAST_SECOND : random.nextLong(LAST_SECOND);
            String text = HttpDate.text(second * 1_000_000 + random.nextInt(1_000_000));
            assertEquals(FORMAT.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)), text);
            assertEquals(Optional.of(second), HttpDate.read(text));
        }
    }

    @Test
    void whatTheFormatCannotSayBecomesWhatItCan() {
        assertEquals(HttpDate.text(0), HttpDate.text(-5_000_000));
        assertEquals("Fri, 31 Dec 9999 23:59:59 GMT", HttpDate.text(Long.MAX_VALUE));
    }
}
