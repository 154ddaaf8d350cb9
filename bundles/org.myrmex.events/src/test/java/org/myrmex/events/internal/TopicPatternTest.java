package org.myrmex.events.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {
    @ParameterizedTest
    @CsvSource({
        "*, org/myrmex/link/UP, true",
        "*, one, true",
        "org/myrmex/*, org/myrmex/link/UP, true",
        "org/myrmex/*, org/myrmex/one, true",
        "org/myrmex/*, org/myrmex, false",
        "org/myrmex/*, org/myrmexes/link, false",
        "org/myrmex/link/UP, org/myrmex/link/UP, true",
        "org/myrmex/link/UP, org/myrmex/link/DOWN, false",
        "org/myrmex/link, org/myrmex/link/UP, false",
        "org/myrmex/link/UP, org/myrmex/link, false",
        "org/myrmex/link/UP, ORG/MYRMEX/LINK/UP, false",
        "a-b_c/D9, a-b_c/D9, true"
    })
    void aTopicFitsOrNot(String pattern, String topic, boolean fits) {
        assertEquals(fits, TopicPattern.of(pattern).orElseThrow().matches(topic));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/a", "a/", "a//b", "a/*/b", "a*", "*/a", "/*", "**", "a b", "a.b", "a/**", "ä", "a\n"})
    void whatIsNoTopicIsNone(String pattern) {
        assertEquals(Optional.empty(), TopicPattern.of(pattern));
    }

    @Test
    void theStarIsAllTopics() {
        assertEquals(new TopicPattern("", true), TopicPattern.of("*").orElseThrow());
    }
}
