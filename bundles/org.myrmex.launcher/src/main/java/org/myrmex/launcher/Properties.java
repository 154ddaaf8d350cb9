package org.myrmex.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values as ConfigAdmin takes them: scalars as they are, lists as arrays of text. */
final class Properties {
    private Properties() {}

    static Map<String, Object> of(Map<?, ?> json) {
        Map<String, Object> properties = new LinkedHashMap<>();
        json.forEach((key, value) -> properties.put((String) key, property(value)));
        return properties;
    }

    /** Replaces {@code ${name}} in texts by the framework property of that name, so that a feature can say where. */
    static Map<String, Object> substituted(Map<String, Object> properties, Map<String, String> values) {
        Map<String, Object> result = new LinkedHashMap<>();
        properties.forEach((key, value) -> result.put(key, substituted(value, values)));
        return result;
    }

    private static Object property(Object value) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(String.valueOf(element)));
        return texts.toArray(String[]::new);
    }

    private static Object substituted(Object value, Map<String, String> values) {
        if (!(value instanceof String text) || !text.contains("${")) {
            return value;
        }
        String result = text;
        for (var entry : values.entrySet()) {
            result = result.replace("${" + entry.getKey() + "}", entry.getValue());
        }
        return result;
    }
}
