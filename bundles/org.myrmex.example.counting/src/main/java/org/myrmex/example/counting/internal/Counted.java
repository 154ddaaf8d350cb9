package org.myrmex.example.counting.internal;

import java.util.Locale;
import org.myrmex.api.routing.MessageKind;

/**
 * What is counted. Kinds of relayed messages are not among it: their headers are the routing's own, and a decorator that
 * read them would fit one routing only.
 */
enum Counted {
    FRAMES_RECEIVED("frames from neighbours"),
    FRAMES_SENT("frames to neighbours"),
    FRAMES_RETURNED("frames that a dead link did not write"),
    BYTES_RECEIVED("bytes of frames from neighbours"),
    BYTES_SENT("bytes of frames to neighbours"),
    QUERIES_SENT("queries of this peer"),
    ANSWERS_SENT("answers of this peer"),
    DATAGRAMS_SENT("datagrams of this peer"),
    QUERIES_DELIVERED("queries to this peer's responders"),
    ANSWERS_DELIVERED("answers to this peer"),
    DATAGRAMS_DELIVERED("datagrams to this peer");

    private final String help;

    Counted(String help) {
        this.help = help;
    }

    /** Name of the figure; it ends in what it counts, as figures do. */
    String metric() {
        return direction() + "_" + kind() + "_total";
    }

    String help() {
        return help;
    }

    /** The first word, e.g. {@code frames}. */
    String kind() {
        return word(0);
    }

    /** The second word, e.g. {@code sent}. */
    String direction() {
        return word(1);
    }

    private String word(int index) {
        return name().toLowerCase(Locale.ROOT).split("_", -1)[index];
    }

    static Counted delivered(MessageKind kind) {
        return switch (kind) {
            case QUERY -> QUERIES_DELIVERED;
            case ANSWER -> ANSWERS_DELIVERED;
            case DATAGRAM -> DATAGRAMS_DELIVERED;
        };
    }
}
