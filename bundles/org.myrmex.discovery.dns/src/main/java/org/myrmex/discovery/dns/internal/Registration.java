package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.myrmex.api.plugin.Clock;
import org.myrmex.discovery.dns.zone.Announcement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is registered the same as what is so: puts it there, again when it changes and before it grows old, and takes it
 * away at the end. Any thread; it may hold it up.
 */
final class Registration {
    /** Twice in the time that others keep a record: when one attempt fails there is time for the next. */
    private static final long RENEW_MICROS = TimeUnit.SECONDS.toMicros(UpdateMessages.TTL_SECONDS / 2);

    private static final long FIRST_PAUSE_MICROS = TimeUnit.SECONDS.toMicros(10);
    private static final long LONGEST_PAUSE_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** At the stop, for all of it: the whole peer has a second and a half. */
    static final Duration LAST_PATIENCE = Duration.ofMillis(700);

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final Updater updater;
    private final Supplier<Optional<Announcement>> wanted;
    private final Clock clock;
    /** What is there. */
    private Optional<Announcement> placed = Optional.empty();

    /** What was tried last, while there is a complaint. */
    private Optional<Announcement> refused = Optional.empty();

    private String complaint = "";
    private long dueMicros;
    private long pauseMicros = FIRST_PAUSE_MICROS;
    private volatile boolean stopped;
    private final ReentrantLock busy = new ReentrantLock();

    /** @param wanted what is to be registered now; nothing while the peer has no door to show */
    Registration(Updater updater, Supplier<Optional<Announcement>> wanted, Clock clock) {
        this.updater = updater;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Does what is due. */
    void look() {
        busy.lock();
        try {
            if (!stopped) {
                compare(wanted.get());
            }
        } catch (IllegalStateException busy) {
            LOG.debug("the mesh does not say where it listens", busy);
        } finally {
            busy.unlock();
        }
    }

    private void compare(Optional<Announcement> now) {
        boolean changed = !now.equals(complaint.isEmpty() ? placed : refused);
        if ((now.isEmpty() && placed.isEmpty()) || (!changed && clock.nowMicros() < dueMicros)) {
            return;
        }
        try {
            change(now);
            if (!now.equals(placed) || !complaint.isEmpty()) {
                now.ifPresent(there -> LOG.info("this peer is registered in {}", there.domain()));
            }
            placed = now;
            complaint = "";
            pauseMicros = FIRST_PAUSE_MICROS;
            dueMicros = clock.nowMicros() + RENEW_MICROS;
        } catch (IOException e) {
            if (stopped) {
                placed = now; // it was cut short, and may be there
                return;
            }
            refused = now;
            complain(e);
            dueMicros = clock.nowMicros() + pauseMicros;
            pauseMicros = Math.min(2 * pauseMicros, LONGEST_PAUSE_MICROS);
        }
    }

    private void change(Optional<Announcement> now) throws IOException {
        boolean another = placed.isPresent()
                && (now.isEmpty() || !placed.get().instance().equals(now.get().instance()));
        if (another) {
            // an old id would be asked for as long as it stood there
            updater.remove(placed.get(), PATIENCE);
            placed = Optional.empty();
        }
        if (now.isPresent()) {
            updater.place(now.get(), PATIENCE);
        }
    }

    private void complain(IOException e) {
        if (!e.getMessage().equals(complaint)) {
            complaint = e.getMessage();
            LOG.warn("this peer is not registered: {}", complaint);
        }
    }

    /** Takes away what is there; if the server does not let it, that is given up in good time. */
    void stop() {
        long deadlineNanos = System.nanoTime() + LAST_PATIENCE.toNanos();
        stopped = true;
        updater.end();
        try {
            if (busy.tryLock(LAST_PATIENCE.toNanos() / 2, TimeUnit.NANOSECONDS)) {
                takeAway(Duration.ofNanos(deadlineNanos - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeAway(Duration patience) {
        try {
            if (placed.isPresent()) {
                updater.removeLast(placed.get(), patience);
                placed = Optional.empty();
            }
        } catch (IOException e) {
            LOG.warn("this peer's registration stays until somebody deletes it: {}", e.getMessage());
        } finally {
            busy.unlock();
        }
    }
}
