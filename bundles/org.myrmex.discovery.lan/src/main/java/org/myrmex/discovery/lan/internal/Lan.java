package org.myrmex.discovery.lan.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.lan.heard.Announcements;
import org.myrmex.discovery.lan.heard.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source while it is turned on: keeps the wires, asks, and names what was heard. Any thread. */
final class Lan implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lan.class);

    /** Interfaces and addresses change rarely. */
    static final Duration LOOK_PAUSE = Duration.ofSeconds(10);

    /** The peer listens a moment after it has started, and others wait for its announcement. */
    static final Duration FIRST_LOOK_PAUSE = Duration.ofMillis(500);

    /** As long as the doors are waited for that often; a peer that has none is looked at as rarely as all others. */
    private static final int FIRST_LOOKS = 120;

    /** Whoever asks waits no longer than this before its patience ends, so that the end is still told in time. */
    private static final long MARGIN_MILLIS = 300;

    /** After the first answer: others answer within 120 ms (RFC 6762 section 6). */
    private static final long SETTLE_MILLIS = 300;

    /**
     * Where nobody answers: jmdns asks three times, 225 ms apart, and the last answer comes within 120 ms. The sources that
     * follow wait for us, and whoever answers later is named the next time.
     */
    private static final long LISTEN_MILLIS = 1_000;

    private static final long STEP_MILLIS = 50;

    /** What a URI takes as a scope: such an address is kept and read again. */
    private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9_.]+");

    /** Waits. */
    interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    private final Wires wires;
    private final Supplier<Optional<MeshView>> view;
    private final Tasks tasks;
    private final Executor looker;
    private final Clock clock;
    private final Pause pause;
    private final Hearer hearer = new Ear();
    /** Guarded by itself. */
    private final Announcements announcements = new Announcements();

    private volatile Optional<MeshView> lastView = Optional.empty();
    private Registration next = () -> {};
    private int looks;
    private boolean closed;

    Lan(Wires wires, Supplier<Optional<MeshView>> view, Tasks tasks, Clock clock, Pause pause) {
        this.wires = wires;
        this.view = view;
        this.tasks = tasks;
        this.looker = tasks.serial("look");
        this.clock = clock;
        this.pause = pause;
    }

    void start() {
        looker.execute(this::look);
    }

    private void look() {
        wires.follow(present(), hearer);
        synchronized (this) {
            if (!closed) {
                looks++;
                boolean soon = looks < FIRST_LOOKS && !wires.announces();
                try {
                    next = tasks.after(soon ? FIRST_LOOK_PAUSE : LOOK_PAUSE, this::lookAgain);
                } catch (RejectedExecutionException stopped) {
                    LOG.debug("the interfaces are looked at no more", stopped);
                }
            }
        }
    }

    private void lookAgain() {
        try {
            looker.execute(this::look);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the interfaces are looked at no more", stopped);
        }
    }

    /** The peer as it is, or as it was while it is too busy to say. */
    private Optional<MeshView> present() {
        try {
            lastView = view.get();
        } catch (IllegalStateException busy) {
            LOG.debug("the mesh does not say where it listens", busy);
        }
        return lastView;
    }

    void find(PeerWish wish, PeerSink sink) {
        Optional<MeshView> now = present();
        Optional<PeerId> own = now.map(MeshView::peer);
        wires.follow(now, hearer);
        List<Wire> asked = wires.all();
        if (asked.isEmpty()) {
            sink.done(wires.problem());
            return;
        }
        long began = clock.nowMicros();
        asked.forEach(Wire::ask);
        try {
            await(began, Math.min(LISTEN_MILLIS, wish.patience().toMillis() - MARGIN_MILLIS), own);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sink.done("interrupted while it asked on " + wires.names());
            return;
        }
        name(own, sink);
    }

    private void await(long began, long millis, Optional<PeerId> own) throws InterruptedException {
        long end = began + millis * 1_000;
        boolean answered = heardSince(began, own);
        while (!answered && clock.nowMicros() < end) {
            pause.millis(STEP_MILLIS);
            answered = heardSince(began, own);
        }
        long left = (end - clock.nowMicros()) / 1_000;
        if (answered && left > 0) {
            pause.millis(Math.min(SETTLE_MILLIS, left));
        }
    }

    private boolean heardSince(long micros, Optional<PeerId> own) {
        synchronized (announcements) {
            return announcements.heardSince(micros, own);
        }
    }

    private void name(Optional<PeerId> own, PeerSink sink) {
        Announcements.Found found;
        synchronized (announcements) {
            found = announcements.found(own, clock.nowMicros());
        }
        boolean wanted = true;
        for (int i = 0; i < found.places().size() && wanted; i++) {
            Announcements.Named named = found.places().get(i);
            Sender teller = named.teller();
            wanted = named.isHearsay()
                    ? sink.heard(named.address(), teller.realm(), "mdns://" + teller.address())
                    : sink.found(named.address());
        }
        sink.done(said(found));
    }

    private String said(Announcements.Found found) {
        int peers = found.places().size();
        String where = " on " + wires.names();
        String heard = peers == 0 ? "nobody answered" + where : peers + (peers == 1 ? " peer" : " peers") + where;
        return found.strays() == 0
                ? heard
                : heard + "; left out addresses that are not of this network: " + found.strays();
    }

    void outcome(PeerOutcome outcome) {
        Optional<CloseReason> failure = outcome.failure();
        if (failure.isPresent() && failure.get() != CloseReason.DOUBLE_DIAL && failure.get() != CloseReason.STOPPED) {
            synchronized (announcements) {
                announcements.failed(outcome.address());
            }
        }
    }

    void forget(Optional<PeerAddress> place) {
        synchronized (announcements) {
            announcements.forget(place);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            next.close();
        }
        wires.close();
    }

    /** What jmdns hears, with the time and without its classes. */
    private final class Ear implements Hearer {
        @Override
        public void service(Nic nic, InetAddress from, String instance, String target, int port, int ttlSeconds) {
            told(nic, from, (sender, now) -> announcements.service(sender, instance, target, port, ttlSeconds, now));
        }

        @Override
        public void text(Nic nic, InetAddress from, String instance, byte[] record, int ttlSeconds) {
            told(nic, from, (sender, now) -> announcements.text(sender, instance, record, ttlSeconds, now));
        }

        @Override
        public void address(Nic nic, InetAddress from, String host, InetAddress address) {
            String literal = literal(nic, address);
            if (!address.isAnyLocalAddress() && !literal.isEmpty()) {
                told(nic, from, (sender, now) -> announcements.address(sender, host, literal, Realm.of(address)));
            }
        }

        @Override
        public void goodbye(Nic nic, InetAddress from, String instance) {
            told(nic, from, (sender, now) -> announcements.goodbye(sender, instance, now));
        }

        /** The port is open to all: who is not on the network, but sends to it, is not heard (RFC 6762, section 11). */
        private void told(Nic nic, InetAddress from, ObjLongConsumer<Sender> what) {
            Realm realm = Realm.of(from);
            if (realm == Realm.of(nic.address())) {
                String literal = literal(nic, from);
                String address = literal.isEmpty() ? from.getHostAddress() : literal;
                synchronized (announcements) {
                    what.accept(new Sender(nic.name(), address, realm), clock.nowMicros());
                }
            }
        }

        /**
         * A link-local one means something only together with the interface where it was heard; empty where the name of that cannot
         * stand in an address.
         */
        private static String literal(Nic nic, InetAddress address) {
            String bare = address.getHostAddress().replaceFirst("%.*", "");
            boolean scoped = address.isLinkLocalAddress() && bare.indexOf(':') >= 0;
            if (scoped && !SCOPE.matcher(nic.name()).matches()) {
                return "";
            }
            return scoped ? bare + "%" + nic.name() : bare;
        }
    }
}
