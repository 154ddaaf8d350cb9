package org.myrmex.http.digest;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class DigestFuzzTest {
    private static final Login LOGIN = Login.of("myrmex", "myrmex-AAAAAAAA", "correct horse battery");

    /** Whatever the header is: an answer whose fields can be hashed and counted, or nothing; and it opens nothing by chance. */
    @FuzzTest(maxDuration = "10s")
    void anyHeaderIsAnAnswerOrNone(FuzzedDataProvider data) {
        answer(data.consumeRemainingAsString()).ifPresent(answer -> {
            if (answer.useCount() < 0 || LOGIN.answers(answer, "GET")) {
                throw new AssertionError("nobody knows this password: " + answer);
            }
        });
    }

    /** Whatever the file holds: a login that is written the same, or nothing. */
    @FuzzTest(maxDuration = "10s")
    void anyLineIsALoginOrNone(FuzzedDataProvider data) {
        String line = data.consumeRemainingAsString();
        Login.parse(line).filter(login -> !login.line().equals(line)).ifPresent(login -> {
            throw new AssertionError("read otherwise than it is written: " + line);
        });
    }

    private static Optional<DigestAnswer> answer(String text) {
        return DigestAnswer.parse("Digest " + text);
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anyHeaderIsAnAnswerOrNone", seed -> answer(Seeds.text(seed)));
        Seeds.areWhatTheySay(getClass(), "anyLineIsALoginOrNone", seed -> Login.parse(Seeds.text(seed)));
    }
}
