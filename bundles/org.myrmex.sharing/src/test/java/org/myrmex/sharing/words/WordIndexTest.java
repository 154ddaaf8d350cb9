package org.myrmex.sharing.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordIndexTest {
    private static final WordIndex INDEX = WordIndex.of(List.of(
            "The_Ants-at.Work (1).mp4", "ants.txt", "Größe 42 Äther.PDF", "anthem 1999.flac", "हिन्दी पाठ.txt"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ants | 0 1",
                "ANTS work | 0",
                "work ants | 0",
                "ants txt | 1",
                "ant* | 0 1 3",
                "ant | ''",
                "ant* 19* | 3",
                "gro* | ''",
                "größe | 2",
                "gro\u0308\u00dfe | 2",
                "äther pdf 42 | 2",
                "ants-at | 0",
                "*txt | 1 4",
                "हिन्दी | 4",
                "nothing ants | ''"
            })
    void allWordsMustMatch(String question, String places) {
        int[] expected = List.of(places.split(" ", -1)).stream()
                .filter(s -> !s.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        assertArrayEquals(expected, INDEX.find(Question.parse(question).orElseThrow(), 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "a", "a b c", "- _ .", "a1 b2 c3 d4 e5 f6 g7 h8 i9 j1 k2 l3 m4 n5 o6 p7 q8"})
    void aQuestionNeedsAWordOfTwoLettersAndNoMoreThanSixteen(String text) {
        assertTrue(Question.parse(text).isEmpty());
    }

    @Test
    void allWaysToWriteAQuestionBecomeOne() {
        assertEquals(
                "big ants*", Question.parse("  BIG\tants* big ").orElseThrow().toString());
    }

    @Test
    void noMoreThanAskedForAreFound() {
        WordIndex index = WordIndex.of(Collections.nCopies(500, "same name"));
        assertEquals(100, index.find(Question.parse("same").orElseThrow(), 100).length);
    }
}
