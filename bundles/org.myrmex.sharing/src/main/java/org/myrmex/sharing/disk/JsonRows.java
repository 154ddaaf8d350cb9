package org.myrmex.sharing.disk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A list of flat objects with texts as values, for a person to read: {@code {"version":1,"rows":[{"name":"…"}]}}. */
public final class JsonRows {
    /** Rows that are read from one file. */
    public static final int MAX_ROWS = 10_000;

    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private JsonRows() {}

    public static byte[] write(List<Map<String, String>> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            out.writeNumberField("version", VERSION);
            out.writeArrayFieldStart("rows");
            for (Map<String, String> row : rows) {
                out.writeStartObject();
                for (Map.Entry<String, String> field : row.entrySet()) {
                    out.writeStringField(field.getKey(), field.getValue());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** The rows; whatever {@link #write} would not make is refused. */
    public static List<Map<String, String>> read(byte[] bytes) throws IOException {
        try (JsonParser in = JSON.createParser(bytes)) {
            expect(in.nextToken() == JsonToken.START_OBJECT, in);
            expect("version".equals(in.nextFieldName()) && in.nextIntValue(0) == VERSION, in);
            expect("rows".equals(in.nextFieldName()) && in.nextToken() == JsonToken.START_ARRAY, in);
            List<Map<String, String>> rows = new ArrayList<>();
            while (in.nextToken() == JsonToken.START_OBJECT) {
                expect(rows.size() < MAX_ROWS, in);
                rows.add(row(in));
            }
            expect(in.currentToken() == JsonToken.END_ARRAY && in.nextToken() == JsonToken.END_OBJECT, in);
            expect(in.nextToken() == null, in);
            return rows;
        }
    }

    private static Map<String, String> row(JsonParser in) throws IOException {
        Map<String, String> row = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            expect(in.nextToken() == JsonToken.VALUE_STRING, in);
            row.put(name, in.getText());
        }
        expect(in.currentToken() == JsonToken.END_OBJECT, in);
        return row;
    }

    private static void expect(boolean right, JsonParser in) throws IOException {
        if (!right) {
            throw new IOException(
                    "not as expected at line " + in.currentLocation().getLineNr());
        }
    }
}
