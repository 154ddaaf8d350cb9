package org.myrmex.discovery.hostcache.read;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class ResponseHeadFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAHeadOrNone(byte[] bytes) {
        read(bytes);
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anyBytesAreAHeadOrNone", ResponseHeadFuzzTest::read);
    }

    private static Optional<ResponseHead> read(byte[] bytes) {
        Optional<ResponseHead> head = ResponseHead.parse(bytes);
        head.ifPresent(read -> {
            assertTrue(read.status() >= 100 && read.status() <= 999);
            assertTrue(read.length().orElse(0) >= 0 && read.retrySeconds().orElse(0) >= 0);
        });
        return head;
    }
}
