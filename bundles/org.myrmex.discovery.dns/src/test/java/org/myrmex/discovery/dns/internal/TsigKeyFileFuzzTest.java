package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class TsigKeyFileFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void aKeyIsReadOrRefused(byte[] bytes) {
        TsigKeyFile key;
        try {
            key = TsigKeyFile.parse(Seeds.text(bytes));
        } catch (IllegalArgumentException refused) {
            return;
        }
        String written =
                "key \"" + key.name() + "\" { algorithm " + key.algorithm() + "; secret \"" + key.secret() + "\"; };";
        assertEquals(key, TsigKeyFile.parse(written));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "aKeyIsReadOrRefused", bytes -> TsigKeyFile.parse(Seeds.text(bytes)));
    }

    @Test
    void whatALogShowsIsNotTheSecret() {
        assertFalse(TsigKeyFile.parse("key \"p\" { algorithm hmac-sha256; secret \"c2VjcmV0\"; };")
                .toString()
                .contains("c2VjcmV0"));
    }
}
