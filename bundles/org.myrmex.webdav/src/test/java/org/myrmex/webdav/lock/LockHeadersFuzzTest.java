package org.myrmex.webdav.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class LockHeadersFuzzTest {
    /** A header is refused, or is written again to what is read as the same; it holds nowhere else, and shows only what it holds. */
    @FuzzTest(maxDuration = "10s")
    void anIfIsReadOrRefused(FuzzedDataProvider data) throws BadIfException {
        String header = data.consumeRemainingAsString();
        IfHeader parsed;
        try {
            parsed = IfHeader.parse(header);
        } catch (BadIfException e) {
            assertFalse(e.getMessage().contains("\n"));
            return;
        }
        assertEquals(parsed, IfHeader.parse(written(parsed)));
        assertFalse(parsed.holds(resource -> IfHeader.State.ELSEWHERE));
        for (Optional<String> resource : parsed.resources()) {
            parsed.submitted(resource).forEach(token -> assertTrue(header.contains("<" + token + ">")));
        }
        if (!header.toLowerCase(java.util.Locale.ROOT).contains("not")) {
            assertFalse(parsed.holds(resource -> new IfHeader.State(true, List.of(), Optional.empty())));
        }
    }

    private static String written(IfHeader header) {
        StringBuilder text = new StringBuilder();
        Optional<String> last = Optional.empty();
        for (IfHeader.Terms list : header.lists()) {
            text.append(
                    list.resource().equals(last) ? "" : "<" + list.resource().get() + ">");
            last = list.resource();
            text.append(list.conditions().stream()
                    .map(LockHeadersFuzzTest::written)
                    .collect(Collectors.joining(" ", "(", ")")));
        }
        return text.toString();
    }

    private static String written(IfHeader.Condition condition) {
        return (condition.negated() ? "Not " : "")
                + switch (condition.kind()) {
                    case TOKEN -> "<" + condition.value() + ">";
                    case TAG -> "[\"" + condition.value() + "\"]";
                    case WEAK_TAG -> "[W/\"" + condition.value() + "\"]";
                };
    }

    @FuzzTest(maxDuration = "10s")
    void aTimeoutIsWithinBounds(FuzzedDataProvider data) {
        int seconds = Timeout.parse(data.consumeRemainingAsString());
        assertTrue(seconds >= Timeout.MIN_SECONDS && seconds <= Timeout.MAX_SECONDS);
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anIfIsReadOrRefused", seed -> IfHeader.parse(Seeds.text(seed)));
        Seeds.areWhatTheySay(getClass(), "aTimeoutIsWithinBounds", seed -> Timeout.parse(Seeds.text(seed)));
    }
}
