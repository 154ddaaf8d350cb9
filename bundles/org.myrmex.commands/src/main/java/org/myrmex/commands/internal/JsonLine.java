package org.myrmex.commands.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes a row as one line of JSON. */
final class JsonLine {
    /** Deeper than any row; a map that holds itself ends here. */
    private static final int MAX_DEPTH = 16;

    /** As in {@link PlainText}; JSON itself escapes what is below a space. */
    private static final Pattern ACTS_ON_TERMINALS = Pattern.compile("[\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069]");

    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    static String of(Map<String, ?> row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(out, row, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return escaped(text.toString());
    }

    /** JSON lets these stand as they are, but a terminal that shows the line acts on them; only texts can hold any. */
    private static String escaped(String json) {
        return ACTS_ON_TERMINALS
                .matcher(json)
                .replaceAll(match ->
                        "\\\\" + String.format("u%04x", (int) match.group().charAt(0)));
    }

    private static void write(JsonGenerator out, Object value, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a row is nested deeper than " + MAX_DEPTH);
        }
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Double || value instanceof Float) {
            fraction(out, ((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue(), depth + 1);
            }
            out.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element, depth + 1);
            }
            out.writeEndArray();
        } else {
            out.writeString(value.toString());
        }
    }

    /** JSON has no word for what is no number. */
    private static void fraction(JsonGenerator out, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }
}
