package org.myrmex.requests.internal;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.myrmex.requests.rule.Asked;
import org.myrmex.requests.rule.BadRuleException;
import org.myrmex.requests.rule.Rule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All services with rules, in the order in which they are asked: highest ranking first, then the oldest. */
final class Services {
    /** More than these take nothing. */
    static final int MAX_SERVICES = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final ConcurrentSkipListMap<Place, Service> services = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Place, String> bad = new ConcurrentSkipListMap<>();

    synchronized void add(Servlet servlet, Map<String, ?> properties) {
        Place place = Place.of(properties);
        String name = name(properties, place);
        try {
            Rule rule = Rule.parse(properties);
            if (services.size() < MAX_SERVICES) {
                services.put(place, new Service(name, rule, servlet));
                return;
            }
            refuse(place, name + ": there are " + MAX_SERVICES + " services with rules already");
        } catch (BadRuleException e) {
            refuse(place, name + ": " + e.getMessage());
        }
    }

    /** Its rules or its ranking are others now; the servlet goes on as it is, also under a request. */
    synchronized void update(Servlet servlet, Map<String, ?> properties) {
        Place place = Place.of(properties);
        for (Map.Entry<Place, Service> known : services.entrySet()) {
            if (known.getKey().id() == place.id()) {
                try {
                    known.getValue().rule(Rule.parse(properties));
                    services.put(place, known.getValue());
                    services.keySet().removeIf(other -> other.id() == place.id() && !other.equals(place));
                    return;
                } catch (BadRuleException e) {
                    break; // told when it is added
                }
            }
        }
        remove(properties);
        add(servlet, properties);
    }

    synchronized void remove(Map<String, ?> properties) {
        long id = Place.of(properties).id();
        // By its id alone: the ranking may be another one by now.
        bad.keySet().removeIf(place -> place.id() == id);
        for (Place place : services.keySet()) {
            if (place.id() == id) {
                services.remove(place).remove();
            }
        }
    }

    /** Services whose rules a request fits, the one that gets it first. */
    List<Service> whoTakes(Asked asked) {
        List<Service> fitting = new ArrayList<>();
        for (Service service : services.values()) {
            if (service.rule().fits(asked)) {
                fitting.add(service);
            }
        }
        return fitting;
    }

    boolean isEmpty() {
        return services.isEmpty();
    }

    /** What is wrong, one line each. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>(bad.values());
        services.values().stream()
                .filter(Service::isBroken)
                .forEach(service -> troubles.add(service.name() + ": it could not be initialised; see: myrmex logs"));
        return troubles;
    }

    private void refuse(Place place, String why) {
        if (bad.size() < MAX_SERVICES) {
            bad.put(place, why);
        }
        LOG.warn("a service gets no requests: {}; correct the plugin", why);
    }

    private static String name(Map<String, ?> properties, Place place) {
        return Optional.ofNullable(properties.get("component.name"))
                .map(String::valueOf)
                .orElse("service " + place.id());
    }

    private record Place(int ranking, long id) implements Comparable<Place> {
        static Place of(Map<String, ?> properties) {
            int ranking = properties.get("service.ranking") instanceof Integer given ? given : 0;
            long id = properties.get("service.id") instanceof Long given ? given : 0;
            return new Place(ranking, id);
        }

        @Override
        public int compareTo(Place other) {
            int byRanking = Integer.compare(other.ranking, ranking);
            return byRanking != 0 ? byRanking : Long.compare(id, other.id);
        }
    }
}
