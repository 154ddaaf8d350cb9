package org.myrmex.requests.internal;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;

class WrittenFuzzTest {
    /** Whatever a client says: nothing of the network's is told. */
    @FuzzTest(maxDuration = "10s")
    void noDestinationTellsOfTheNetwork(FuzzedDataProvider data) {
        Written written = Written.by(
                data.pickValue(new String[] {"PUT", "COPY", "MOVE", "DELETE"}),
                data.consumeString(64),
                Optional.of(data.consumeRemainingAsString()));
        if (written.put().stream().anyMatch(path -> path.startsWith("/dav/network/"))) {
            throw new AssertionError("told: " + written);
        }
    }
}
