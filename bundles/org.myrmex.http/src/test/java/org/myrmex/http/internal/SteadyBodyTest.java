package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SteadyBodyTest {
    private long now;

    /** Gives so many bytes at a time, and each time takes so long. */
    private SteadyBody every(long millis, int bytes, int times) {
        ServletInputStream slow = new ServletInputStream() {
            private int given;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int from, int length) {
                now += TimeUnit.MILLISECONDS.toNanos(millis);
                return given++ < times ? Math.min(bytes, length) : -1;
            }

            @Override
            public boolean isFinished() {
                return given >= times;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
        return new SteadyBody(slow, () -> now);
    }

    @Test
    void oneThatTricklesIsEndedSoonAfterTheGrace() throws IOException {
        SteadyBody body = every(1_000, 1, 100_000);
        for (int i = 0; i < 20; i++) {
            assertEquals(0, body.read());
        }
        assertThrows(IOException.class, body::readAllBytes);
        assertEquals(21, TimeUnit.NANOSECONDS.toSeconds(now));
    }

    @Test
    void aSlowLineIsNoTrickle() throws IOException {
        SteadyBody body = every(1_000, 600, 600);
        for (int i = 0; i < 600; i++) {
            assertEquals(600, body.read(new byte[1_000]));
        }
        assertEquals(-1, body.read());
    }

    @Test
    void aShortBodyMayTakeTheWholeGrace() throws IOException {
        assertEquals(10, every(1_900, 1, 10).readAllBytes().length);
    }

    @Test
    void whatTheReaderItselfTakesIsNotTheClientsFault() throws IOException {
        SteadyBody body = every(0, 1, 100);
        for (int i = 0; i < 100; i++) {
            now += TimeUnit.SECONDS.toNanos(60);
            assertEquals(0, body.read());
        }
        assertEquals(-1, body.read());
    }
}
