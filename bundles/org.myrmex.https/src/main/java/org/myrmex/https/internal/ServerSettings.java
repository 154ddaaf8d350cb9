package org.myrmex.https.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Felix HTTP is told, read and completed: HTTP on loopback, HTTPS at the same port anywhere else, never both.
 * The keys are Felix HTTP's own (felix-http {@code JettyConfig}).
 */
record ServerSettings(Map<String, Object> told) {
    static final String PID = "org.apache.felix.http";
    static final String HOST = "org.apache.felix.http.host";
    static final String PORT = "org.osgi.service.http.port";
    static final String SECURE_PORT = "org.osgi.service.http.port.secure";
    static final String PLAIN = "org.apache.felix.http.enable";
    static final String SECURE = "org.apache.felix.https.enable";
    static final String KEY_STORE = "org.apache.felix.https.keystore";

    /** Not the server's: what makes it start again when there is another certificate in the same file. */
    private static final String CERTIFICATE = "myrmex.https.certificate";

    /** Where the server listens; empty means everywhere. */
    String host() {
        return text(HOST).strip();
    }

    /** A name may stand for another address tomorrow, so that of all names only localhost counts as loopback. */
    boolean isSecure() {
        return !Addresses.isLoopback(host()) || Boolean.parseBoolean(text(SECURE));
    }

    Map<String, Object> plain() {
        return Map.of(PLAIN, true, SECURE, false);
    }

    /** Neither: what cannot be had in safety is not had. */
    static Map<String, Object> closed() {
        return Map.of(PLAIN, false, SECURE, false);
    }

    Map<String, Object> secure(KeyStoreFile store, String fingerprint) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(PLAIN, false);
        settings.put(SECURE, true);
        if (told.containsKey(PORT)) {
            settings.put(SECURE_PORT, told.get(PORT));
        }
        settings.put(CERTIFICATE, fingerprint);
        settings.put(KEY_STORE, store.path().toString());
        settings.put("org.apache.felix.https.keystore.type", KeyStoreFile.TYPE);
        settings.put("org.apache.felix.https.keystore.password", KeyStoreFile.PASSWORD);
        settings.put("org.apache.felix.https.keystore.key.password", KeyStoreFile.PASSWORD);
        return settings;
    }

    private String text(String key) {
        Object value = told.get(key);
        return value == null ? "" : value.toString();
    }
}
