package org.myrmex.example.journal.internal;

import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/**
 * What is kept of an event: plain values alone. An object of another bundle would keep that bundle's classes in memory long after
 * it has gone.
 *
 * @param nowMicros when it happened, microseconds since 1970
 * @param topic what happened
 * @param properties strings, numbers and booleans, by name
 */
record KeptEvent(long nowMicros, String topic, SortedMap<String, Object> properties) {
    /** Characters that are kept of a text: events carry words, not files. */
    static final int MAX_TEXT = 256;

    /** Properties that are kept; Myrmex's own events have four at most. */
    static final int MAX_PROPERTIES = 32;

    static KeptEvent of(Event event, String timeProperty, long arrivedMicros) {
        SortedMap<String, Object> properties = new TreeMap<>();
        for (String name : event.getPropertyNames()) {
            if (!name.equals(EventConstants.EVENT_TOPIC)
                    && !name.equals(timeProperty)
                    && properties.size() < MAX_PROPERTIES) {
                properties.put(shortened(name), plain(event.getProperty(name)));
            }
        }
        long when = event.getProperty(timeProperty) instanceof Long micros ? micros : arrivedMicros;
        return new KeptEvent(when, event.getTopic(), properties);
    }

    private static Object plain(Object value) {
        if (value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Enum) {
            return shortened(value.toString());
        }
        // What others write into their toString is not ours to call on the thread that delivers.
        return value == null ? "nothing" : "a " + value.getClass().getSimpleName();
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
