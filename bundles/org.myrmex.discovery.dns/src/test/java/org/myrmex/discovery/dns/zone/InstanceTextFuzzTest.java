package org.myrmex.discovery.dns.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

/** Its inputs have one string in each line. */
class InstanceTextFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void stringsAreReadOrRefused(byte[] bytes) {
        InstanceText.parse(strings(bytes), host -> true).ifPresent(text -> {
            assertTrue(text.addresses().size() <= InstanceText.MAX_ADDRESSES);
            text.addresses().forEach(address -> assertEquals(text.id(), address.id()));
        });
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(
                getClass(), "stringsAreReadOrRefused", bytes -> InstanceText.parse(strings(bytes), host -> true));
    }

    private static List<String> strings(byte[] bytes) {
        return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1));
    }
}
