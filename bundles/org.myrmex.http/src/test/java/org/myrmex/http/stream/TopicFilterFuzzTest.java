package org.myrmex.http.stream;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class TopicFilterFuzzTest {
    /** Whatever is asked for: no other events than the peer's own. */
    @FuzzTest(maxDuration = "10s")
    void anyTopicsAreOfThePeerOrRefused(FuzzedDataProvider data) {
        String topic = data.consumeString(32);
        try {
            TopicFilter filter = TopicFilter.parse(data.consumeRemainingAsString());
            if (filter.matches(topic) && !topic.startsWith("org/myrmex/")) {
                throw new AssertionError(filter + " lets out " + topic);
            }
        } catch (IllegalArgumentException e) {
            if (e.getMessage().lines().count() != 1) {
                throw new AssertionError("not one line", e);
            }
        }
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(
                getClass(),
                "anyTopicsAreOfThePeerOrRefused",
                seed -> TopicFilter.parse(Seeds.text(seed).split("\\\\ ", 2)[1]));
    }
}
