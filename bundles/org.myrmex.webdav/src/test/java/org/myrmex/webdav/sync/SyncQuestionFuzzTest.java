package org.myrmex.webdav.sync;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;
import org.myrmex.webdav.xml.BadXmlException;

class SyncQuestionFuzzTest {
    /** A body is a question or refused; a question wants something. */
    @FuzzTest(maxDuration = "10s")
    void aQuestionIsReadOrRefused(FuzzedDataProvider data) {
        try {
            SyncQuestion.read(data.consumeRemainingAsBytes()).ifPresent(question -> {
                assertTrue(question.limit().orElse(1) > 0);
                assertFalse(question.token().orElse("x").isEmpty());
            });
        } catch (BadXmlException e) {
            assertFalse(e.getMessage().contains("\n"));
        }
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "aQuestionIsReadOrRefused", SyncQuestion::read);
    }
}
