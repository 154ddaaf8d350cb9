package org.myrmex.example.journal.internal;

import java.util.Map;

/** Writes events as JSON (RFC 8259), one a line. */
final class JsonLines {
    private JsonLines() {}

    static String line(KeptEvent event) {
        StringBuilder line = new StringBuilder("{\"nowMicros\":").append(event.nowMicros());
        text(line.append(",\"topic\":"), event.topic());
        for (Map.Entry<String, Object> property : event.properties().entrySet()) {
            text(line.append(','), property.getKey());
            line.append(':');
            if (property.getValue() instanceof String text) {
                text(line, text);
            } else {
                line.append(property.getValue());
            }
        }
        return line.append("}\n").toString();
    }

    private static void text(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c == '\u007f' || Character.isSurrogate(c)) {
                // Half of a pair cannot be written as UTF-8; two halves in this form are one character again.
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
