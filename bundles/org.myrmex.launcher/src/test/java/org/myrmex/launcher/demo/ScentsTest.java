package org.myrmex.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScentsTest {
    private final Map<String, Map<String, Scents.Scent>> tables = new LinkedHashMap<>();

    @Test
    void theWayFollowsTheScentsToTheOwnerOfTheAddress() {
        lay("fresh", 1, "D", "9", "4", "S");
        assertEquals(Optional.of(List.of("D", "9", "4", "S")), way());
    }

    @Test
    void theAddressThatSpokeLastShowsTheWay() {
        lay("earlier", 9, "D", "9", "4", "S");
        lay("now", 1, "D", "9", "8", "S");
        assertEquals(Optional.of(List.of("D", "9", "8", "S")), way());
    }

    @Test
    void anAddressWhoseScentsEndElsewhereIsNotTheSource() {
        lay("now", 1, "D", "9", "4");
        lay("earlier", 9, "D", "9", "8", "S");
        assertEquals(Optional.of(List.of("D", "9", "8", "S")), way());
    }

    @Test
    void aCircleLeadsNowhere() {
        lay("round", 1, "D", "9", "4", "9");
        assertEquals(Optional.empty(), way());
    }

    @Test
    void withoutScentsThereIsNoWay() {
        assertEquals(Optional.empty(), way());
    }

    private Optional<List<String>> way() {
        return new Scents(tables).way("D", "S");
    }

    private void lay(String address, double ageSeconds, String... way) {
        for (int i = 0; i + 1 < way.length; i++) {
            tables.computeIfAbsent(way[i], node -> new LinkedHashMap<>())
                    .put(address, new Scents.Scent(way[i + 1], ageSeconds));
        }
    }
}
