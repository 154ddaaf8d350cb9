package org.myrmex.config.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads one JSON object of strings, numbers, booleans, and lists of one of these: what ConfigAdmin can hold. */
final class ConfigJson {
    private static final String ALLOWED = "a value is a string, a number, true, false, or a list of one of these";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser parser;

    private ConfigJson(JsonParser parser) {
        this.parser = parser;
    }

    static SortedMap<String, Object> read(byte[] bytes) throws ConfigSyntaxException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            return new ConfigJson(parser).object();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            throw new ConfigSyntaxException(at.getLineNr(), at.getColumnNr(), firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            // Bytes that are no UTF-8 arrive as this; there is no other source of it here.
            throw new ConfigSyntaxException(1, 1, firstLine(String.valueOf(e.getMessage())));
        }
    }

    private SortedMap<String, Object> object() throws IOException, ConfigSyntaxException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("a configuration is one JSON object, { … }");
        }
        SortedMap<String, Object> values = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (key.isBlank() || !key.equals(key.strip())) {
                throw wrong("a key is empty or has spaces around it");
            }
            parser.nextToken();
            values.put(key, parser.currentToken() == JsonToken.START_ARRAY ? list() : scalar());
        }
        if (parser.nextToken() != null) {
            throw wrong("there is something after the closing brace");
        }
        return values;
    }

    private Object scalar() throws IOException, ConfigSyntaxException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> throw wrong(ALLOWED);
        };
    }

    private Long whole() throws IOException, ConfigSyntaxException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw wrong("the number is too large");
        }
        return parser.getLongValue();
    }

    private Object list() throws IOException, ConfigSyntaxException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                throw wrong(ALLOWED);
            }
            Object element = scalar();
            if (!elements.isEmpty() && elements.get(0).getClass() != element.getClass()) {
                throw wrong("a list has values of one type");
            }
            elements.add(element);
        }
        if (elements.isEmpty() || elements.get(0) instanceof String) {
            return elements.toArray(String[]::new);
        }
        if (elements.get(0) instanceof Long) {
            return elements.toArray(Long[]::new);
        }
        return elements.get(0) instanceof Double ? elements.toArray(Double[]::new) : elements.toArray(Boolean[]::new);
    }

    private ConfigSyntaxException wrong(String why) {
        JsonLocation at = parser.currentTokenLocation();
        return new ConfigSyntaxException(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()), why);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable");
    }
}
