package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SecretsTest {
    /** One in 64 would. */
    @Test
    void noSecretLooksLikeAnOption() {
        for (int i = 0; i < 1_000; i++) {
            String secret = Secrets.fresh();
            assertTrue(secret.matches("[A-Za-z0-9_][A-Za-z0-9_-]{42}"), secret);
        }
    }
}
