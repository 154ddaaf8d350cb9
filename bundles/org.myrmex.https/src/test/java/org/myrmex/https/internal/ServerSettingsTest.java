package org.myrmex.https.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "localhost", "LocalHost", "::1", "[::1]"})
    void onLoopbackThereIsHttpAndNoHttps(String host) {
        ServerSettings settings = at(host);
        assertFalse(settings.isSecure());
        assertEquals(Map.of(ServerSettings.PLAIN, true, ServerSettings.SECURE, false), settings.plain());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "[::]",
                "",
                " ",
                "192.0.2.1",
                "2001:db8::1",
                "localhost.example",
                "127.0.0.1.example",
                "127.1",
                "999.0.0.1",
                "::ffff:192.0.2.1"
            })
    void anywhereElseThereIsHttpsAndNoHttp(String host) {
        ServerSettings settings = at(host);
        assertTrue(settings.isSecure());
        Map<String, Object> told = settings.secure(new KeyStoreFile(Path.of("key.p12")), "AB:CD");
        assertNotEquals(
                told,
                settings.secure(new KeyStoreFile(Path.of("key.p12")), "AB:CE"),
                "or the server keeps the old one");
        assertEquals(false, told.get(ServerSettings.PLAIN));
        assertEquals(true, told.get(ServerSettings.SECURE));
        assertEquals(7443L, told.get(ServerSettings.SECURE_PORT));
        assertEquals("key.p12", told.get(ServerSettings.KEY_STORE));
    }

    @Test
    void aServerThatIsToldNoAddressListensEverywhere() {
        assertTrue(new ServerSettings(Map.of()).isSecure());
    }

    @Test
    void whoWantsHttpsOnLoopbackGetsIt() {
        assertTrue(
                new ServerSettings(Map.of(ServerSettings.HOST, "127.0.0.1", ServerSettings.SECURE, true)).isSecure());
        assertTrue(
                new ServerSettings(Map.of(ServerSettings.HOST, "127.0.0.1", ServerSettings.SECURE, "true")).isSecure());
    }

    private static ServerSettings at(String host) {
        return new ServerSettings(Map.of(ServerSettings.HOST, host, ServerSettings.PORT, 7443L));
    }
}
