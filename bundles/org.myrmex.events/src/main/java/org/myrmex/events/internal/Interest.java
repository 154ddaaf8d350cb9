package org.myrmex.events.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/**
 * What a handler wants to hear, and how: read from the properties of its registration.
 *
 * @param topics of which one must fit; none, and it hears nothing
 * @param filter what the properties of an event must fit
 * @param ordered whether one event is to end before the next begins
 * @param problems what could not be read, each a line
 */
record Interest(List<TopicPattern> topics, Optional<Filter> filter, boolean ordered, List<String> problems) {
    static Interest of(Function<String, Object> properties) {
        List<String> problems = new ArrayList<>();
        List<TopicPattern> topics = new ArrayList<>();
        for (String written : strings(properties.apply(EventConstants.EVENT_TOPIC))) {
            TopicPattern.of(written)
                    .ifPresentOrElse(
                            topics::add,
                            () -> problems.add(
                                    "'" + written + "' is no topic; write words with slashes, or end with /*"));
        }
        if (topics.isEmpty() && problems.isEmpty()) {
            problems.add("no topic is named; set the property " + EventConstants.EVENT_TOPIC);
        }
        Optional<Filter> filter = Optional.empty();
        if (properties.apply(EventConstants.EVENT_FILTER) instanceof String written) {
            try {
                filter = Optional.of(FrameworkUtil.createFilter(written));
            } catch (InvalidSyntaxException e) {
                // Without its filter it would hear what it does not want: so it hears nothing (113.3.3).
                topics.clear();
                problems.add("'" + written + "' is no filter; write (name=value), joined by &, | and !");
            }
        }
        List<String> delivery = strings(properties.apply(EventConstants.EVENT_DELIVERY));
        boolean ordered = delivery.contains(EventConstants.DELIVERY_ASYNC_ORDERED)
                || !delivery.contains(EventConstants.DELIVERY_ASYNC_UNORDERED);
        return new Interest(List.copyOf(topics), filter, ordered, List.copyOf(problems));
    }

    boolean in(Event event) {
        String topic = event.getTopic();
        for (TopicPattern pattern : topics) {
            if (pattern.matches(topic)) {
                return fits(event);
            }
        }
        return false;
    }

    /** A property may be of a class whose comparison fails: that is no reason for whoever posts to suffer. */
    private boolean fits(Event event) {
        try {
            return filter.isEmpty() || event.matches(filter.get());
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static List<String> strings(Object value) {
        if (value instanceof String one) {
            return List.of(one);
        }
        if (value instanceof String[] many) {
            return List.of(many);
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return List.of();
    }
}
