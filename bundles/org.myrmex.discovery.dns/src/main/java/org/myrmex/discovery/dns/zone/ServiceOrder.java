package org.myrmex.discovery.dns.zone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** In which order services are tried: RFC 2782, "Usage rules". */
final class ServiceOrder {
    /** Those without weight stand first: then they have the small chance that the RFC leaves them. */
    private static final Comparator<Entry.Service> BY_WEIGHT = Comparator.comparingInt(Entry.Service::weight)
            .thenComparing(Entry.Service::target)
            .thenComparingInt(Entry.Service::port);

    private ServiceOrder() {}

    static List<Entry.Service> of(List<Entry.Service> services, RandomGenerator random) {
        TreeMap<Integer, List<Entry.Service>> byPriority = new TreeMap<>();
        for (Entry.Service service : services) {
            byPriority
                    .computeIfAbsent(service.priority(), priority -> new ArrayList<>())
                    .add(service);
        }
        List<Entry.Service> ordered = new ArrayList<>(services.size());
        for (List<Entry.Service> equals : byPriority.values()) {
            equals.sort(BY_WEIGHT);
            while (!equals.isEmpty()) {
                ordered.add(equals.remove(pick(equals, random)));
            }
        }
        return ordered;
    }

    private static int pick(List<Entry.Service> services, RandomGenerator random) {
        int sum = services.stream().mapToInt(Entry.Service::weight).sum();
        int chosen = random.nextInt(sum + 1);
        int index = 0;
        for (int running = services.get(0).weight();
                running < chosen;
                running += services.get(index).weight()) {
            index++;
        }
        return index;
    }
}
