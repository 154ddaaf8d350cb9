package org.myrmex.requests.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTest {
    private static final Written NOTHING = new Written(List.of(), List.of());

    @Test
    void theMethodSaysWhatChanged() {
        Optional<String> to = Optional.of("http://127.0.0.1:7080/dav/shares/s/b%20c");
        for (String method : List.of("PUT", "MKCOL", "PATCH")) {
            assertEquals(new Written(List.of("/dav/shares/s/a"), List.of()), by(method, "/dav/shares/s/a", to));
        }
        assertEquals(new Written(List.of(), List.of("/x")), by("DELETE", "/x", to));
        assertEquals(new Written(List.of("/dav/shares/s/b c"), List.of()), by("COPY", "/x", to));
        assertEquals(new Written(List.of("/dav/shares/s/b c"), List.of("/x")), by("MOVE", "/x", to));
        for (String method : List.of("GET", "POST", "PROPPATCH", "PROPFIND", "put")) {
            assertEquals(NOTHING, by(method, "/x", to), method);
        }
    }

    @Test
    void searchWordsAreNeverTold() {
        for (String path : List.of("/dav/network", "/dav/network/", "/dav/network/search/words/")) {
            for (String method : List.of("PUT", "MKCOL", "DELETE", "COPY", "MOVE")) {
                assertEquals(NOTHING, by(method, path, Optional.of(path)), method);
            }
        }
        assertEquals(
                NOTHING,
                by("COPY", "/x", Optional.of("/dav/shares/../network/search/words/")),
                "not roundabout either");
        assertEquals(new Written(List.of("/dav/networked"), List.of()), by("PUT", "/dav/networked", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "%", "mailto:x", "b", "/../x", "/%ff", "http://["})
    void aDestinationThatIsNoPathIsNotTold(String destination) {
        assertEquals(Optional.empty(), Written.path(destination));
        assertEquals(new Written(List.of(), List.of("/x")), by("MOVE", "/x", Optional.of(destination)));
    }

    private static Written by(String method, String path, Optional<String> destination) {
        return Written.by(method, path, destination);
    }
}
