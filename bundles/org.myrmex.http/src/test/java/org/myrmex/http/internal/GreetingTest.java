package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GreetingTest {
    @Test
    void aPropertyIsALineOrSeveral() {
        assertEquals(List.of("DAV: 1"), Greeting.lines("DAV: 1").toList());
        assertEquals(
                List.of("DAV: 1", "A: b"),
                Greeting.lines(new String[] {"DAV: 1", "A: b"}).toList());
        assertEquals(List.of("DAV: 1"), Greeting.lines(List.of("DAV: 1")).toList());
    }
}
