package org.myrmex.mesh.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/**
 * Keeps neighbours: asks the sources while some lack and dials what they name. What the operator named himself is dialled
 * whatever the degree. Loop thread only.
 */
final class Keeper {
    private static final int MAX_CANDIDATES = 256;
    private static final int FORGOTTEN_AFTER_FAILURES = 20;
    private static final long DIAL_TIMEOUT_MILLIS = 10_000;
    /** A transport that says nothing about a dial for so long, or a hello that does not come, has forgotten it. */
    private static final long FORGOTTEN_DIAL_MICROS = 60_000_000;

    private final Loop loop;
    private final PeerSettings settings;
    private final Links links;
    private final RandomGenerator random;
    private final BiConsumer<PeerAddress, String> dialler;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Sources sources;

    Keeper(
            Loop loop,
            PeerSettings settings,
            Links links,
            RandomGenerator random,
            Executor sourcePool,
            BiConsumer<PeerAddress, String> dialler) {
        this.loop = loop;
        this.settings = settings;
        this.links = links;
        this.random = random;
        this.dialler = dialler;
        this.sources = new Sources(loop, sourcePool, new Sources.Listener() {
            @Override
            public void found(PeerAddress address, String source) {
                offer(address, source);
            }

            @Override
            public void ended() {
                tick();
            }
        });
    }

    void addSource(PeerSource source, int ranking) {
        sources.add(source, ranking);
    }

    void removeSource(PeerSource source) {
        sources.remove(source);
    }

    /** The operator wants this neighbour. */
    void connect(PeerAddress address) {
        candidates.remove(place(address));
        offer(address, Candidate.OPERATOR);
        tick();
    }

    private static String place(PeerAddress address) {
        return new PeerAddress(address.scheme(), address.host(), address.port(), Optional.empty()).toString();
    }

    private void offer(PeerAddress address, String source) {
        Candidate candidate = new Candidate(address, source);
        if (address.port() != 0 && (candidates.size() < MAX_CANDIDATES || candidate.isOperators())) {
            candidates.putIfAbsent(place(address), candidate);
        }
    }

    /** Several times a second. */
    void tick() {
        long now = loop.now();
        int free = settings.wantedDegree() - links.size();
        for (Candidate candidate : List.copyOf(candidates.values())) {
            if (candidate.dialling && now - candidate.dialledMicros > FORGOTTEN_DIAL_MICROS) {
                dialFailed(candidate.address, CloseReason.HANDSHAKE_TIMEOUT);
            }
            free -= candidate.dialling ? 1 : 0;
        }
        for (Candidate candidate : candidates.values()) {
            boolean wanted = candidate.isOperators() || free > 0;
            boolean due = !candidate.dialling && candidate.nextTryMicros <= now;
            if (wanted && due && !linked(candidate) && mayBeDialled(candidate, now)) {
                candidate.dialled(now);
                dialler.accept(candidate.address, candidate.source);
                free--;
            }
        }
        if (free > 0) {
            sources.ask(4 * Math.max(1, settings.wantedDegree()));
        }
    }

    private boolean linked(Candidate candidate) {
        for (Link link : links.up()) {
            boolean samePeer = candidate.answered.equals(Optional.of(link.peer));
            if (samePeer || place(link.address).equals(place(candidate.address))) {
                return true;
            }
        }
        return false;
    }

    /** Who is banned is not dialled either; when the ban ends he is tried again. */
    private boolean mayBeDialled(Candidate candidate, long now) {
        long until = candidate
                .answered
                .map(peer -> links.gate().unwantedUntil(now, peer))
                .orElse(now);
        if (until > now) {
            candidate.unwanted(now, until);
        }
        return until <= now;
    }

    long dialTimeoutMillis() {
        return DIAL_TIMEOUT_MILLIS;
    }

    /** Who answered at an address that was dialled. */
    void answered(PeerAddress dialled, PeerId who) {
        Candidate candidate = candidates.get(place(dialled));
        if (candidate != null) {
            candidate.answered = Optional.of(who);
        }
    }

    void linkUp(Link link) {
        Candidate linked = candidates.get(place(link.address));
        if (linked != null) {
            linked.linked();
        }
        if (links.size() == 1) {
            // the first after a time alone
            candidates.values().forEach(candidate -> candidate.hurry(loop.now(), random));
        }
        if (link.dialledByUs) {
            sources.tell(new PeerOutcome(link.address, Optional.empty(), loop.now()));
        }
    }

    void linkDown(Link link, CloseReason why) {
        Candidate candidate = candidates.get(place(link.address));
        if (candidate != null) {
            boolean unsteady = links.up().stream().noneMatch(this::isSteady);
            candidate.linkLost(loop.now(), loop.now() - link.upSinceMicros, unsteady, why, random);
        }
    }

    private boolean isSteady(Link link) {
        return loop.now() - link.upSinceMicros >= Candidate.STEADY_MICROS;
    }

    void dialFailed(PeerAddress address, CloseReason why) {
        Candidate candidate = candidates.get(place(address));
        if (candidate == null || !candidate.dialling) {
            return;
        }
        candidate.failed(loop.now(), why, links.size() == 0, random);
        if (why == CloseReason.DOUBLE_DIAL) {
            return;
        }
        sources.tell(new PeerOutcome(candidate.met(), Optional.of(why), loop.now()));
        if (candidate.attempts >= FORGOTTEN_AFTER_FAILURES && !candidate.isOperators()) {
            candidates.remove(place(address));
        }
    }

    List<MeshView.Dial> dialling() {
        List<MeshView.Dial> views = new ArrayList<>();
        for (Candidate candidate : candidates.values()) {
            if (!linked(candidate)) {
                views.add(new MeshView.Dial(
                        candidate.met(),
                        candidate.source,
                        candidate.attempts,
                        candidate.lastFailure.map(CloseReason::name),
                        candidate.nextTryMicros));
            }
        }
        return views;
    }

    List<MeshView.Source> sources() {
        return sources.views();
    }

    int candidateCount() {
        return candidates.size();
    }
}
