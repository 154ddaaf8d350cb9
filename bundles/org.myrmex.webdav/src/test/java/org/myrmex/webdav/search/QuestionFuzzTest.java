package org.myrmex.webdav.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.myrmex.api.dav.Entry;
import org.myrmex.testkit.fuzz.Seeds;
import org.myrmex.webdav.http.Preferences;
import org.myrmex.webdav.xml.BadXmlException;

class QuestionFuzzTest {
    private static final Entry FILE = new Entry(
            "Blue whale.txt",
            false,
            OptionalLong.of(36),
            Optional.of("tag"),
            OptionalLong.of(1_000_000),
            "text/plain",
            true);

    /** A body is a question or refused; a question can be asked of a resource, and sorts it. */
    @FuzzTest(maxDuration = "10s")
    void aQuestionIsReadOrRefused(FuzzedDataProvider data) {
        Question question;
        try {
            question = Question.read(data.consumeRemainingAsBytes());
        } catch (BadXmlException | UnsupportedException e) {
            assertFalse(e.getMessage().contains("\n"));
            return;
        }
        assertFalse(question.scopes().isEmpty());
        if (question instanceof Question.OfResources resources) {
            Subject subject = new Subject("Blue whale.txt", FILE, name -> Optional.of("1"));
            resources.where().ifPresent(where -> {
                Truth truth = where.of(subject);
                assertTrue(truth == where.of(subject) && truth == truth.not().not());
                NetworkWords.of(where).ifPresent(words -> assertFalse(words.isBlank() || words.contains("/")));
            });
            Best<Integer> best = new Best<>(resources.orders(), 1);
            best.offer(subject, 1);
            best.offer(subject, 2);
            assertEquals(List.of(1), best.inOrder());
        }
    }

    /** Whatever stands around it, a wish is heard only if its word stands there. */
    @FuzzTest(maxDuration = "10s")
    void preferencesAreHeardOrPassedOver(FuzzedDataProvider data) {
        String line = data.consumeRemainingAsString();
        Preferences preferences = Preferences.parse(List.of(line), Optional.of(line));
        assertTrue(!preferences.noRoot() || line.toLowerCase(Locale.ROOT).contains("noroot"));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "aQuestionIsReadOrRefused", Question::read);
        Seeds.areWhatTheySay(getClass(), "preferencesAreHeardOrPassedOver", seed -> !Preferences.parse(
                        List.of(Seeds.text(seed)), Optional.empty())
                .equals(new Preferences(false, false)));
    }
}
