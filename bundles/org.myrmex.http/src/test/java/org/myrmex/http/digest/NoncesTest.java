package org.myrmex.http.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private final Nonces nonces = new Nonces(new byte[32]);

    @Test
    void eachCountIsTakenOnceInWhateverOrder() {
        String nonce = nonces.issue(0);
        for (long count : List.of(1L, 3L, 2L, 10L, 4L)) {
            assertTrue(nonces.use(nonce, count, 0), "count " + count);
            assertFalse(nonces.use(nonce, count, 0), "count " + count + " again");
        }
        assertFalse(nonces.use(nonce, 0, 0));
        assertTrue(nonces.use(nonce, 1_000, 0));
        assertFalse(nonces.use(nonce, 900, 0), "too far behind to know");
        assertTrue(nonces.use(nonce, 0xffff_ffffL, 0));
        assertFalse(nonces.use(nonce, 0xffff_ffffL, 0));
    }

    @Test
    void nonceEndsWithItsTime() {
        String nonce = nonces.issue(5);
        assertTrue(nonces.use(nonce, 1, 5 + Nonces.LIFE_MICROS - 1));
        assertFalse(nonces.use(nonce, 2, 5 + Nonces.LIFE_MICROS));
    }

    @Test
    void onlyOwnNoncesCount() {
        String nonce = nonces.issue(0);
        assertNotEquals(nonce, nonces.issue(0), "two clients have two");
        assertFalse(new Nonces(new byte[] {1}).use(nonce, 1, 0), "of another process");
        char last = nonce.charAt(3) == 'A' ? 'B' : 'A';
        for (String other : List.of(
                "",
                "x",
                nonce + "A",
                nonce.substring(1),
                nonce.substring(0, 3) + last + nonce.substring(4),
                "*".repeat(43))) {
            assertFalse(nonces.use(other, 1, 0), other);
        }
        assertTrue(nonces.use(nonce, 1, 0));
    }

    @Test
    void howeverManyAreUsedNoneIsTakenTwice() {
        String first = nonces.issue(0);
        assertTrue(nonces.use(first, 1, 0));
        String never = nonces.issue(0);
        for (int i = 0; i < Nonces.MAX_USED; i++) {
            assertTrue(nonces.use(nonces.issue(0), 1, 0));
        }
        assertFalse(nonces.use(first, 1, 0), "its counts are forgotten");
        assertFalse(nonces.use(first, 2, 0), "so it is over");
        assertTrue(nonces.use(never, 1, 0), "one that is younger than what was forgotten is not");
    }

    @Test
    void windowsIsOfferedWhatItKnows() {
        Challenges challenges = new Challenges("myrmex-x", nonces);
        List<String> all = challenges.offers("curl/8", false, 0);
        assertEquals(3, all.size());
        assertTrue(
                all.get(0).startsWith("Digest realm=\"myrmex-x\", qop=\"auth\", algorithm=SHA-256, nonce=\""),
                all.get(0));
        assertTrue(all.get(1).contains("algorithm=MD5,"), all.get(1));
        assertEquals("Basic realm=\"myrmex-x\", charset=\"UTF-8\"", all.get(2));
        for (String agent : List.of("Microsoft-WebDAV-MiniRedir/10.0.19045", "DavClnt")) {
            List<String> old = challenges.offers(agent, true, 0);
            assertEquals(2, old.size());
            assertTrue(old.get(0).contains("algorithm=MD5,") && old.get(0).endsWith(", stale=true"), old.get(0));
        }
    }
}
