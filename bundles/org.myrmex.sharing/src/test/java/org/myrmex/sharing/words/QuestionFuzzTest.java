package org.myrmex.sharing.words;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class QuestionFuzzTest {
    /** A stranger's words: within the bounds, and of words alone, or no question. */
    @FuzzTest(maxDuration = "10s")
    void wordsAreAQuestionOrNone(FuzzedDataProvider data) {
        Question.parse(data.consumeRemainingAsString()).ifPresent(question -> {
            assertTrue(question.terms().size() <= Question.MAX_TERMS);
            for (Question.Term term : question.terms()) {
                assertFalse(term.word().isEmpty());
                assertFalse(term.word().contains("*"));
            }
        });
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "wordsAreAQuestionOrNone", seed -> Question.parse(Seeds.text(seed)));
    }
}
