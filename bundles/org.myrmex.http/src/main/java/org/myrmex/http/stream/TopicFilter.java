package org.myrmex.http.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which events a client wants: topics, or all below a topic by {@code /*}; those of the peer may leave its name out. */
record TopicFilter(List<String> wanted) {
    /** Topics of a client. */
    static final int MAX_TOPICS = 32;

    private static final String ROOT = "org/myrmex/";
    private static final TopicFilter ALL = new TopicFilter(List.of(ROOT + "*"));
    private static final Pattern TOPIC = Pattern.compile("([A-Za-z0-9_-]{1,64}/){0,8}(\\*|[A-Za-z0-9_-]{1,64})");

    /**
     * Reads topics that are parted by commas; none is all of them.
     *
     * @throws IllegalArgumentException when one is no topic, with one line for whoever asked
     */
    static TopicFilter parse(String text) {
        if (text.isBlank()) {
            return ALL;
        }
        List<String> wanted = new ArrayList<>();
        for (String topic : text.split(",", -1)) {
            String bare = topic.strip();
            if (!TOPIC.matcher(bare).matches()) {
                throw new IllegalArgumentException("topics are such as download/STATE or link/*, parted by commas");
            }
            if (wanted.size() == MAX_TOPICS) {
                throw new IllegalArgumentException("there are " + MAX_TOPICS + " topics at most");
            }
            wanted.add(bare.startsWith(ROOT) ? bare : ROOT + bare);
        }
        return new TopicFilter(List.copyOf(wanted));
    }

    boolean matches(String topic) {
        for (String one : wanted) {
            boolean below = one.endsWith("/*") && topic.startsWith(one.substring(0, one.length() - 1));
            if (below || one.equals(topic)) {
                return true;
            }
        }
        return false;
    }
}
