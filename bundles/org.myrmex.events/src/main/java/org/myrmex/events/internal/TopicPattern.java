package org.myrmex.events.internal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A topic, or all topics below one (OSGi Compendium, 113.3.1).
 *
 * @param text the topic, or its beginning
 * @param below whether whatever begins like this fits
 */
record TopicPattern(String text, boolean below) {
    private static final Pattern TOPIC = Pattern.compile("[\\w-]+(?:/[\\w-]+)*");

    /** Empty when it is neither a topic, nor {@code *}, nor a topic with {@code /*} behind it. */
    static Optional<TopicPattern> of(String written) {
        if (written.equals("*")) {
            return Optional.of(new TopicPattern("", true));
        }
        boolean below = written.endsWith("/*");
        String topic = below ? written.substring(0, written.length() - 2) : written;
        if (!TOPIC.matcher(topic).matches()) {
            return Optional.empty();
        }
        // The slash stays: what is below a/b does not begin with a/bc, and a/b itself is not below a/b.
        return Optional.of(new TopicPattern(below ? topic + "/" : topic, below));
    }

    boolean matches(String topic) {
        return below ? topic.startsWith(text) : topic.equals(text);
    }
}
