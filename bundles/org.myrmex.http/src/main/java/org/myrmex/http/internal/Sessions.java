package org.myrmex.http.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.myrmex.api.plugin.Clock;

/** One-time links and the browsers that came in by them. All of it ends with the process. */
final class Sessions {
    /** Links not yet opened; the oldest goes first. */
    static final int MAX_LINKS = 16;
    /** Browsers at once; the oldest goes first. */
    static final int MAX_BROWSERS = 64;

    static final long LINK_LIFE_MICROS = 3_600_000_000L;
    static final long BROWSER_LIFE_MICROS = 7 * 24 * 3_600_000_000L;

    private final Clock clock;
    private final Map<String, Long> links = new LinkedHashMap<>();
    private final Map<String, Long> browsers = new LinkedHashMap<>();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** The secret of a fresh link. */
    synchronized String link() {
        return add(links, MAX_LINKS, LINK_LIFE_MICROS);
    }

    /** Uses a link up; gives the secret of the browser that opened it. */
    synchronized Optional<String> open(String link) {
        return find(links, link).map(known -> {
            links.remove(known);
            return add(browsers, MAX_BROWSERS, BROWSER_LIFE_MICROS);
        });
    }

    synchronized boolean isOpen(String browser) {
        return find(browsers, browser).isPresent();
    }

    private String add(Map<String, Long> secrets, int cap, long lifeMicros) {
        if (secrets.size() >= cap) {
            Iterator<String> oldest = secrets.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        String secret = Secrets.fresh();
        secrets.put(secret, clock.nowMicros() + lifeMicros);
        return secret;
    }

    /** Compares with all of them, so that the time says nothing about any. */
    private Optional<String> find(Map<String, Long> secrets, String guess) {
        long nowMicros = clock.nowMicros();
        secrets.values().removeIf(end -> end <= nowMicros);
        Optional<String> found = Optional.empty();
        for (String known : secrets.keySet()) {
            if (Secrets.same(known, guess)) {
                found = Optional.of(known);
            }
        }
        return found;
    }
}
