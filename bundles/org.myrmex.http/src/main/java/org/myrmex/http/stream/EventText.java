package org.myrmex.http.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An event as it goes over the wire. */
final class EventText {
    /** Properties of an event that are shown, in the order of their names. */
    static final int MAX_PROPERTIES = 32;
    /** Characters of a text that are shown. */
    static final int MAX_CHARACTERS = 512;

    private static final JsonFactory JSON = new JsonFactory();

    private EventText() {}

    /** Texts, numbers and truth values are shown; anything else is for those inside. */
    static byte[] of(long id, String topic, Map<String, ?> properties) {
        StringWriter data = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(data)) {
            json.writeStartObject();
            int left = MAX_PROPERTIES;
            SortedMap<String, Object> ordered = new TreeMap<>(properties);
            for (Map.Entry<String, Object> property : ordered.entrySet()) {
                // Its own name has the line before.
                if (!property.getKey().equals("event.topics") && left > 0 && write(json, property)) {
                    left--;
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // JSON has no line ends in it, so nothing in an event can pretend to be another.
        return ("id: " + id + "\nevent: " + topic + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Tells a client that was too slow. */
    static byte[] lost(long count) {
        return ("event: lost\ndata: {\"count\":" + count + "}\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The first words: how soon to come back when the line breaks. */
    static byte[] hello() {
        return ": this is the peer's stream of events\nretry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
    }

    /** Says nothing, so that both ends notice when the other has gone. */
    static byte[] heartbeat() {
        return ":\n\n".getBytes(StandardCharsets.UTF_8);
    }

    private static boolean write(JsonGenerator json, Map.Entry<String, Object> property) throws IOException {
        String name = cut(property.getKey());
        Object value = property.getValue();
        if (value instanceof String text) {
            json.writeStringField(name, cut(text));
        } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            json.writeNumberField(name, ((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumberField(name, ((Number) value).doubleValue());
        } else if (value instanceof Boolean truth) {
            json.writeBooleanField(name, truth);
        } else if (value instanceof Enum<?> constant) {
            json.writeStringField(name, constant.name());
        } else {
            return false;
        }
        return true;
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
    }
}
