package org.myrmex.itests;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** The first text of that name. */
    static String text(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new AssertionError("no text " + name + ": " + json);
        }
        return found.group(1);
    }
}
