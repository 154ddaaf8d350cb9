package org.myrmex.http.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Where the HTTP server can be reached, as its runtime says in the property {@code osgi.http.endpoint}. */
record Endpoints(List<URI> all) {
    private static final String PROPERTY = "osgi.http.endpoint";

    static Endpoints of(Map<String, Object> properties) {
        List<URI> all = new ArrayList<>();
        for (Object endpoint : list(properties.get(PROPERTY))) {
            // Which network card an address belongs to is this machine's business.
            URI uri = URI.create(String.valueOf(endpoint).replaceFirst("%[^]]*]", "]"));
            // Only real addresses: a runtime without a server may name a mere path.
            if (uri.getScheme() != null && uri.getHost() != null && uri.getPort() != 0) {
                all.add(uri);
            }
        }
        return new Endpoints(List.copyOf(all));
    }

    /** The same for a server that listens everywhere: the runtime then leaves out loopback. */
    Endpoints everywhere() {
        List<URI> more = new ArrayList<>(all);
        all.stream()
                .findFirst()
                .map(uri -> URI.create(uri.getScheme() + "://127.0.0.1:" + uri.getPort() + "/"))
                .ifPresent(more::add);
        return new Endpoints(List.copyOf(more));
    }

    /** For this machine: loopback where there is one, without a slash at its end. */
    Optional<String> base() {
        return all.stream()
                .filter(uri -> Hosts.isLoopback(uri.getHost()))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(Endpoints::text);
    }

    /** Whether there is a server, and it speaks TLS. */
    boolean isSecure() {
        return all.stream().anyMatch(uri -> uri.getScheme().equals("https"));
    }

    /**
     * For other machines, IPv4 where there is some; empty while none can reach it.
     *
     * @param usable whether a host may be called
     */
    Optional<String> elsewhere(Predicate<String> usable) {
        return all.stream()
                .filter(uri -> !Hosts.isLoopback(uri.getHost()) && usable.test(uri.getHost()))
                .min(Comparator.comparing(uri -> uri.getHost().startsWith("[")))
                .map(Endpoints::text);
    }

    private static String text(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** Names and addresses that stand in them. */
    Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        all.forEach(uri -> hosts.add(Hosts.bare(uri.getHost()).toLowerCase(Locale.ROOT)));
        return hosts;
    }

    private static Collection<?> list(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        if (value instanceof Object[] array) {
            return List.of(array);
        }
        return value == null ? List.of() : List.of(value);
    }
}
