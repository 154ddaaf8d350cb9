package org.myrmex.itests;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Picks values out of lines of JSON that the tests know. */
final class Json {
    private Json() {}

    /** The last number of that name. */
    static long number(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":([0-9]+)").matcher(json);
        long value = -1;
        while (found.find()) {
            value = Long.parseLong(found.group(1));
        }
        if (value < 0) {
            throw new AssertionError("no number " + name + ": " + json);
        }
        return value;
    }

    /** All lists of numbers of that name, in order. */
    static List<List<Integer>> lists(String json, String name) {
        return Pattern.compile("\"" + name + "\":\\[([0-9,]*)]")
                .matcher(json)
                .results()
                .map(found -> Stream.of(found.group(1).split(",", -1))
                        .map(Integer::valueOf)
                        .toList())
                .toList();
    }

    /** The first text of that name. */
    static String text(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new AssertionError("no text " + name + ": " + json);
        }
        return found.group(1);
    }
}
