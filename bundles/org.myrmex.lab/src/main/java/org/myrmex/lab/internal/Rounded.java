package org.myrmex.lab.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An outcome's figures with so many digits that they read the same on every Java: from 19 on it writes the last digits of
 * some fractions in another way (JDK-4511638).
 */
final class Rounded {
    private static final double DIGITS = 1e6;

    private Rounded() {}

    static Map<String, Object> of(Map<String, Object> json) {
        Map<String, Object> rounded = new LinkedHashMap<>();
        json.forEach((key, value) -> rounded.put(key, value(value)));
        return rounded;
    }

    private static Object value(Object value) {
        if (value instanceof Double figure) {
            return Double.isFinite(figure) ? Math.rint(figure * DIGITS) / DIGITS : null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> rounded = new LinkedHashMap<>();
            map.forEach((key, inner) -> rounded.put(String.valueOf(key), value(inner)));
            return rounded;
        }
        if (value instanceof List<?> list) {
            List<Object> rounded = new ArrayList<>(list.size());
            list.forEach(inner -> rounded.add(value(inner)));
            return rounded;
        }
        return value;
    }
}
