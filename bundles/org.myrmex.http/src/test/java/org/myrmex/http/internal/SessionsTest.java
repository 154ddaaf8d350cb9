package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final AtomicLong nowMicros = new AtomicLong(1);
    private final Sessions sessions = new Sessions(nowMicros::get);

    @Test
    void aLinkOpensOnce() {
        String link = sessions.link();
        String browser = sessions.open(link).orElseThrow();
        assertTrue(sessions.isOpen(browser));
        assertEquals(Optional.empty(), sessions.open(link));
        assertFalse(sessions.isOpen(link));
    }

    @Test
    void linksAndBrowsersEndWithTheirTime() {
        String late = sessions.link();
        String browser = sessions.open(sessions.link()).orElseThrow();
        nowMicros.addAndGet(Sessions.LINK_LIFE_MICROS);
        assertEquals(Optional.empty(), sessions.open(late));
        assertTrue(sessions.isOpen(browser));
        nowMicros.addAndGet(Sessions.BROWSER_LIFE_MICROS);
        assertFalse(sessions.isOpen(browser));
    }

    @Test
    void theOldestLinkGoesWhenThereAreTooMany() {
        String first = sessions.link();
        String second = sessions.link();
        for (int i = 1; i < Sessions.MAX_LINKS; i++) {
            sessions.link();
        }
        assertEquals(Optional.empty(), sessions.open(first));
        assertTrue(sessions.open(second).isPresent());
    }
}
