package org.myrmex.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DelayFileTest {
    private final Fixture fixture = FixtureReader.read();

    @Test
    void bothEndsOfALinkAreSlowedTenfold() throws Exception {
        assertEquals(List.of("id-of-9=100"), delays("D"));
        assertEquals(
                List.of("id-of-1=250", "id-of-10=150", "id-of-2=250", "id-of-3=100", "id-of-S=100", "id-of-8=100"),
                delays("0"));
    }

    @Test
    void linksThatComeLaterHaveTheirDelaysFromTheBeginning() throws Exception {
        assertEquals(List.of("id-of-4=100", "id-of-6=100", "id-of-7=100", "id-of-9=100", "id-of-0=100"), delays("8"));
    }

    private Object delays(String node) throws Exception {
        Map<String, String> ids = new HashMap<>();
        fixture.peers().forEach(peer -> ids.put(peer, "id-of-" + peer));
        Map<String, Object> file = Rows.parse(DelayFile.of(node, fixture.linksEver(), ids));
        assertEquals("tls", file.get("scheme"));
        return file.get("delaysMillis");
    }
}
