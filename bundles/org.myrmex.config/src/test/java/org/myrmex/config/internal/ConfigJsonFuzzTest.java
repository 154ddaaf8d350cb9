package org.myrmex.config.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class ConfigJsonFuzzTest {
    /** Whatever the bytes are: values of the allowed types, or the one exception that names the place. */
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAConfigurationOrARefusal(byte[] bytes) {
        try {
            for (Object value : ConfigJson.read(bytes).values()) {
                if (!(value instanceof String
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof Boolean
                        || value instanceof Object[])) {
                    throw new AssertionError("not for ConfigAdmin: " + value);
                }
            }
        } catch (ConfigSyntaxException e) {
            if (!e.getMessage().startsWith("line ") || e.getMessage().lines().count() != 1) {
                throw new AssertionError("no place: " + e.getMessage(), e);
            }
        }
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anyBytesAreAConfigurationOrARefusal", ConfigJson::read);
    }
}
