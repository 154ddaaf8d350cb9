package org.myrmex.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.transport.Body;

class SignatureCheckTest {
    private static final byte[] PREFIX = "what it is for".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT = {1, 2, 3};

    private final AddressKeys keys = AddressKeys.generate(new SecureRandom());
    private final byte[] signature = keys.sign(Hkdf.join(PREFIX, Hashes.sha256(CONTENT)));

    private boolean isGood(byte[] prefix, byte[] content, byte[] signed, HashChain chain) {
        Body body = Body.of(content);
        boolean good = SignatureCheck.isGood(keys.compact(), prefix, body, signed, Optional.ofNullable(chain));
        body.release();
        return good;
    }

    @Test
    void prefixAndBodyAreSigned() {
        assertTrue(isGood(PREFIX, CONTENT, signature, null));
        assertFalse(isGood(CONTENT, CONTENT, signature, null));
        assertFalse(isGood(PREFIX, PREFIX, signature, null));
        assertFalse(isGood(PREFIX, CONTENT, new byte[64], null));
        assertFalse(isGood(PREFIX, CONTENT, new byte[0], null));
    }

    @Test
    void aChainHoldsWhenItEndsWhereItSays() {
        byte[] start = new byte[32];
        byte[] end = Hashes.sha256(Hashes.sha256(start));
        assertTrue(isGood(PREFIX, CONTENT, signature, new HashChain(start, 2, end)));
        assertTrue(isGood(PREFIX, CONTENT, signature, new HashChain(start, 0, start)));
        assertFalse(isGood(PREFIX, CONTENT, signature, new HashChain(start, 1, end)));
        assertFalse(isGood(PREFIX, CONTENT, signature, new HashChain(start, 3, end)));
        assertFalse(isGood(PREFIX, CONTENT, signature, new HashChain(start, -1, start)));
        assertFalse(isGood(PREFIX, CONTENT, new byte[64], new HashChain(start, 2, end)), "the signature counts too");
    }

    @Test
    void aChainOfMoreThanTheMostIsNotFollowed() {
        byte[] end = new byte[32];
        for (int i = 0; i < HashChain.MAX_TIMES; i++) {
            end = Hashes.sha256(end);
        }
        assertTrue(isGood(PREFIX, CONTENT, signature, new HashChain(new byte[32], HashChain.MAX_TIMES, end)));
        HashChain longer = new HashChain(new byte[32], HashChain.MAX_TIMES + 1, Hashes.sha256(end));
        assertFalse(isGood(PREFIX, CONTENT, signature, longer));
    }
}
