package org.myrmex.channel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.myrmex.api.channel.ChannelHandler;

/** Who serves which service; of several the eldest. Any thread. */
final class Handlers {
    private final TreeMap<String, List<Entry>> byService = new TreeMap<>();

    /** One registration, which its channels belong to; equal to no other, even of the same handler. */
    static final class Entry {
        private final String service;
        private final ChannelHandler handler;

        private Entry(String service, ChannelHandler handler) {
            this.service = service;
            this.handler = handler;
        }

        String service() {
            return service;
        }

        ChannelHandler handler() {
            return handler;
        }
    }

    synchronized Entry add(String service, ChannelHandler handler) {
        Entry entry = new Entry(service, handler);
        byService.computeIfAbsent(service, name -> new ArrayList<>()).add(entry);
        return entry;
    }

    synchronized void remove(Entry entry) {
        List<Entry> all = byService.get(entry.service());
        if (all != null) {
            all.removeIf(one -> one == entry);
            if (all.isEmpty()) {
                byService.remove(entry.service());
            }
        }
    }

    synchronized Optional<Entry> of(String service) {
        List<Entry> all = byService.get(service);
        return all == null ? Optional.empty() : Optional.of(all.get(0));
    }
}
