package org.myrmex.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class AdminWriterTest {
    private final SortedMap<String, Map<String, Object>> stored = new TreeMap<>();
    private final AdminWriter writer = new AdminWriter(as(ConfigurationAdmin.class, this::admin));

    @Test
    void whatTheLayersSayIsStoredUnderPidAndFactoryPid() throws Exception {
        writer.write(new TreeMap<>(Map.of("a", Map.of("k", 1L), "f~one", Map.of("k", 2L))));
        assertEquals(Map.of("a", Map.of("k", 1L), "f~one", Map.of("k", 2L)), stored);
    }

    @Test
    void whatNoLayerNamesAnyMoreGoesAndWhatOthersStoredStays() throws Exception {
        stored.put("somebody else's", Map.of());
        writer.write(new TreeMap<>(Map.of("a", Map.of("k", 1L), "b", Map.of("k", 2L))));
        writer.write(new TreeMap<>(Map.of("b", Map.of("k", 3L))));
        assertEquals(Map.of("somebody else's", Map.of(), "b", Map.of("k", 3L)), stored);
    }

    private Object admin(Method method, Object[] args) {
        return switch (method.getName()) {
            case "getConfiguration" -> configuration((String) args[0]);
            case "getFactoryConfiguration" -> configuration(args[0] + "~" + args[1]);
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private Configuration configuration(String pid) {
        return as(Configuration.class, (method, args) -> switch (method.getName()) {
            case "updateIfDifferent" -> stored.put(pid, map((Dictionary<?, ?>) args[0])) == null;
            case "delete" -> {
                stored.remove(pid);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static Map<String, Object> map(Dictionary<?, ?> dictionary) {
        Map<String, Object> map = new TreeMap<>();
        Collections.list(dictionary.keys()).forEach(key -> map.put((String) key, dictionary.get(key)));
        return map;
    }

    private interface Call {
        Object of(Method method, Object[] args);
    }

    private static <T> T as(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> call.of(method, args)));
    }
}
