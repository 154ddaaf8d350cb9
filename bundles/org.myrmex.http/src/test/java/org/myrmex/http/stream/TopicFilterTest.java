package org.myrmex.http.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
    @Test
    void nothingAskedForIsEverything() {
        assertTrue(TopicFilter.parse("").matches("org/myrmex/link/UP"));
        assertTrue(TopicFilter.parse(" ").matches("org/myrmex/link/UP"));
    }

    @Test
    void aStarIsForWhatIsBelow() {
        TopicFilter filter = TopicFilter.parse("link/*, org/myrmex/download/STATE");
        assertTrue(filter.matches("org/myrmex/link/UP"));
        assertTrue(filter.matches("org/myrmex/link/a/b"));
        assertTrue(filter.matches("org/myrmex/download/STATE"));
        assertFalse(filter.matches("org/myrmex/link"));
        assertFalse(filter.matches("org/myrmex/linked/UP"));
        assertFalse(filter.matches("org/myrmex/download/STATE2"));
    }

    @Test
    void theRestOfTheFrameworkIsNotShown() {
        assertFalse(TopicFilter.parse("*").matches("org/osgi/framework/BundleEvent/STARTED"));
        assertFalse(TopicFilter.parse("org/osgi/*").matches("org/osgi/framework/BundleEvent/STARTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "a,", "/a", "a/", "a//b", "a*", "*/a", "a b", "../x", "a\nb"})
    void whatIsNoTopicIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> TopicFilter.parse(text));
    }

    @Test
    void thereIsALimit() {
        String most = "a,".repeat(TopicFilter.MAX_TOPICS - 1) + "a";
        assertEquals(TopicFilter.MAX_TOPICS, TopicFilter.parse(most).wanted().size());
        assertThrows(IllegalArgumentException.class, () -> TopicFilter.parse(most + ",a"));
    }
}
