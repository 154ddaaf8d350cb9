package org.myrmex.mesh.internal;

import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.ConnectionEvents;
import org.myrmex.api.transport.Listening;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Transport;
import org.myrmex.api.transport.TransportContext;
import org.myrmex.api.transport.TransportLimits;

/** The transports that are there, and the doors that they hold open. Loop thread only. */
final class Doors {
    private final Loop loop;
    private final PeerSettings settings;
    private final Identity identity;
    private final Links links;
    private final Executor pool;
    private final List<Ranked> transports = new ArrayList<>();
    private final Map<PeerAddress, Open> open = new HashMap<>();
    private final Set<PeerAddress> opening = new HashSet<>();
    private final Map<PeerAddress, String> problems = new LinkedHashMap<>();
    /** Where a door that may have any port was last: the next transport takes it there, so that invitations stay good. */
    private final Map<PeerAddress, PeerAddress> places = new HashMap<>();

    private boolean closed;

    Doors(Loop loop, PeerSettings settings, Identity identity, Links links, Executor pool) {
        this.loop = loop;
        this.settings = settings;
        this.identity = identity;
        this.links = links;
        this.pool = pool;
    }

    private record Ranked(Transport transport, int ranking) {}

    private record Open(Transport transport, Listening listening) {}

    void add(Transport transport, int ranking) {
        boolean wanted =
                settings.transports().isEmpty() || settings.transports().contains(transport.scheme());
        if (wanted) {
            transports.add(new Ranked(transport, ranking));
            transports.sort(Comparator.comparingInt((Ranked r) -> -r.ranking()));
            closeOutranked(transport.scheme());
        }
    }

    /** A decorator that came later takes the doors over. */
    private void closeOutranked(String scheme) {
        Transport best = transport(scheme).orElseThrow();
        open.entrySet().removeIf(entry -> {
            boolean outranked =
                    entry.getKey().scheme().equals(scheme) && entry.getValue().transport() != best;
            if (outranked) {
                entry.getValue().listening().close();
            }
            return outranked;
        });
    }

    void remove(Transport transport) {
        transports.removeIf(ranked -> ranked.transport() == transport);
        open.entrySet().removeIf(entry -> {
            boolean his = entry.getValue().transport() == transport;
            if (his) {
                entry.getValue().listening().close();
            }
            return his;
        });
    }

    Optional<Transport> transport(String scheme) {
        return transports.stream()
                .map(Ranked::transport)
                .filter(transport -> transport.scheme().equals(scheme))
                .findFirst();
    }

    /** Opens what is not open yet. */
    void open() {
        for (PeerAddress door : settings.listen()) {
            Optional<Transport> transport = transport(door.scheme());
            if (!closed && transport.isPresent() && !open.containsKey(door) && opening.add(door)) {
                open(door, transport.get());
            }
        }
    }

    /** Closes every door and opens it again at the same place, under the key of now. */
    void reopen() {
        open.forEach((door, o) -> {
            remember(door, o.listening());
            o.listening().close();
        });
        open.clear();
        open();
    }

    private void open(PeerAddress door, Transport transport) {
        PeerAddress place = places.getOrDefault(door, door);
        Identity.Key key = identity.key();
        TransportContext context = context();
        try {
            pool.execute(() -> {
                try {
                    Listening listening = transport.listen(place, context);
                    loop.execute(() -> opened(door, transport, listening, key));
                } catch (IOException | RuntimeException | LinkageError e) {
                    loop.execute(() -> failed(door, transport, String.valueOf(e.getMessage())));
                }
            });
        } catch (RejectedExecutionException busy) {
            failed(door, transport, "the peer is too busy to listen on " + door);
        }
    }

    private void opened(PeerAddress door, Transport transport, Listening listening, Identity.Key key) {
        opening.remove(door);
        if (closed || !has(transport)) {
            listening.close();
            open(); // another one may have come meanwhile, and found this one still opening
            return;
        }
        problems.remove(door);
        remember(door, listening);
        if (!identity.isPresent(key)) {
            // the key was renewed meanwhile
            listening.close();
            open();
            return;
        }
        open.put(door, new Open(transport, listening));
        closeOutranked(door.scheme());
        open();
    }

    private boolean has(Transport transport) {
        return transports.stream().anyMatch(ranked -> ranked.transport() == transport);
    }

    private void remember(PeerAddress door, Listening listening) {
        if (door.port() == 0) {
            int port = listening.bound().port();
            places.put(door, new PeerAddress(door.scheme(), door.host(), port, door.id()));
        }
    }

    private void failed(PeerAddress door, Transport transport, String why) {
        opening.remove(door);
        if (!has(transport)) {
            open(); // it has gone: its failure says nothing of the next one
            return;
        }
        places.remove(door); // somebody else may have the port by now: any other will do
        problems.put(door, why);
    }

    List<PeerAddress> bound() {
        return open.values().stream().map(o -> o.listening().bound()).toList();
    }

    Optional<String> problem() {
        return problems.values().stream().findFirst();
    }

    void close() {
        closed = true;
        open.values().forEach(o -> o.listening().close());
        open.clear();
    }

    /** What a transport gets, under the key of now; any thread. */
    TransportContext context() {
        KeyPair linkKey = identity.key().pair();
        ConnectionEvents accepted = links.inbound();
        return new TransportContext() {
            @Override
            public KeyPair linkKey() {
                return linkKey;
            }

            @Override
            public TransportLimits limits() {
                return settings.limits();
            }

            @Override
            public ConnectionEvents accepted() {
                return accepted;
            }

            @Override
            public Optional<CloseReason> refusal(PeerAddress from) {
                return links.gate().refusal(from);
            }
        };
    }
}
