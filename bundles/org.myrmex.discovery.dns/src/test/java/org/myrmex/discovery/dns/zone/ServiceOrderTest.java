package org.myrmex.discovery.dns.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServiceOrderTest {
    private static final int ROUNDS = 10_000;

    @Test
    void theLowestPriorityStandsFirstWhateverItsWeight() {
        Entry.Service light = service(1, 0, "light.");
        Entry.Service heavy = service(2, 65_535, "heavy.");
        for (int seed = 0; seed < 100; seed++) {
            assertEquals(List.of(light, heavy), ServiceOrder.of(List.of(heavy, light), new Random(seed)));
        }
    }

    @Test
    void amongEqualsTheShareOfFirstPlacesIsTheWeight() {
        Entry.Service three = service(0, 30, "three.");
        Entry.Service one = service(0, 10, "one.");
        Random random = new Random(1);
        int first = 0;
        for (int i = 0; i < ROUNDS; i++) {
            first += ServiceOrder.of(List.of(one, three), random).get(0).equals(three) ? 1 : 0;
        }
        // 0 to 40 are drawn, and 0 to 10 are the lighter one's: 30 of 41
        assertEquals(30.0 / 41, (double) first / ROUNDS, 0.02);
    }

    @Test
    void thoseWithoutWeightHaveASmallChance() {
        Entry.Service none = service(0, 0, "none.");
        Entry.Service some = service(0, 9, "some.");
        Random random = new Random(2);
        int first = 0;
        for (int i = 0; i < ROUNDS; i++) {
            first += ServiceOrder.of(List.of(some, none), random).get(0).equals(none) ? 1 : 0;
        }
        assertEquals(0.1, (double) first / ROUNDS, 0.02);
    }

    @Test
    void aSeedGivesTheSameOrderInWhateverOrderTheyCame() {
        List<Entry.Service> services = List.of(service(0, 5, "a."), service(0, 5, "b."), service(0, 9, "c."));
        List<Entry.Service> turned = List.of(services.get(2), services.get(0), services.get(1));
        for (int seed = 0; seed < 50; seed++) {
            assertEquals(ServiceOrder.of(services, new Random(seed)), ServiceOrder.of(turned, new Random(seed)));
        }
    }

    @Test
    void theGreatestWeightsAreAdded() {
        List<Entry.Service> many = java.util.stream.IntStream.range(0, Zone.MAX_DIRECT)
                .mapToObj(i -> service(0, 65_535, "h" + i + "."))
                .toList();
        assertTrue(ServiceOrder.of(many, new Random(3)).containsAll(many));
    }

    private static Entry.Service service(int priority, int weight, String target) {
        return new Entry.Service(priority, weight, 7081, target);
    }
}
