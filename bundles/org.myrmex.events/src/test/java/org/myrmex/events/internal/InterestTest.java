package org.myrmex.events.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

class InterestTest {
    private static final Event UP = new Event("link/UP", Map.of("link", 7L, "source", "known"));

    @Test
    void oneTopicOrSeveralInWhateverForm() {
        for (Object topics : List.of("link/*", new String[] {"a", "link/UP"}, List.of("link/UP", "b"))) {
            Interest interest = interest(Map.of(EventConstants.EVENT_TOPIC, topics));
            assertTrue(interest.in(UP));
            assertFalse(interest.in(new Event("c", Map.of())));
            assertEquals(List.of(), interest.problems());
        }
    }

    @Test
    void whoNamesNoTopicHearsNothingAndIsTold() {
        for (Map<String, Object> properties :
                List.<Map<String, Object>>of(Map.of(), Map.of(EventConstants.EVENT_TOPIC, 5))) {
            Interest interest = interest(properties);
            assertFalse(interest.in(UP));
            assertEquals(1, interest.problems().size());
        }
    }

    @Test
    void aBadTopicIsNamedAndTheGoodOnesHold() {
        Interest interest = interest(Map.of(EventConstants.EVENT_TOPIC, new String[] {"a//b", "link/UP"}));
        assertTrue(interest.in(UP));
        assertEquals(1, interest.problems().size());
        assertTrue(interest.problems().get(0).contains("a//b"));
    }

    @ParameterizedTest
    @CsvSource({
        "(link=7), true",
        "(link>=8), false",
        "(&(source=known)(!(link=8))), true",
        "(source=kn*), true",
        "(SOURCE=known), false",
        "(nothing=*), false",
        "(event.topics=link/UP), true"
    })
    void aFilterLooksAtTheProperties(String filter, boolean fits) {
        Interest interest = interest(Map.of(EventConstants.EVENT_TOPIC, "link/*", EventConstants.EVENT_FILTER, filter));
        assertEquals(fits, interest.in(UP));
    }

    @Test
    void whoseFilterCannotBeReadHearsNothingAndIsTold() {
        Interest interest = interest(Map.of(EventConstants.EVENT_TOPIC, "*", EventConstants.EVENT_FILTER, "(link=7"));
        assertFalse(interest.in(UP));
        assertEquals(1, interest.problems().size());
    }

    @Test
    void aPropertyThatCannotBeComparedFitsNoFilter() {
        Bad bad = new Bad();
        Interest interest = interest(Map.of(EventConstants.EVENT_TOPIC, "*", EventConstants.EVENT_FILTER, "(bad>=1)"));
        assertFalse(interest.in(new Event("a", Map.of("bad", bad))));
    }

    @Test
    void orderIsKeptUnlessItIsGivenUp() {
        assertTrue(interest(Map.of()).ordered());
        assertFalse(delivered(EventConstants.DELIVERY_ASYNC_UNORDERED));
        assertTrue(delivered(EventConstants.DELIVERY_ASYNC_ORDERED));
        assertTrue(delivered(
                new String[] {EventConstants.DELIVERY_ASYNC_UNORDERED, EventConstants.DELIVERY_ASYNC_ORDERED}));
        assertTrue(delivered("some.day"));
    }

    private static boolean delivered(Object delivery) {
        return interest(Map.of(EventConstants.EVENT_DELIVERY, delivery)).ordered();
    }

    private static Interest interest(Map<String, Object> properties) {
        return Interest.of(properties::get);
    }

    /** The filter makes one of the text in it, and compares. */
    public static final class Bad implements Comparable<Bad> {
        public Bad() {}

        public static Bad valueOf(String text) {
            return new Bad();
        }

        @Override
        public int compareTo(Bad other) {
            throw new UnsupportedOperationException("it does not compare");
        }
    }
}
