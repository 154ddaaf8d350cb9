package org.myrmex.sharing.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.sharing.disk.Lane;
import org.myrmex.sharing.exchange.Exchange;
import org.myrmex.sharing.exchange.Plan;
import org.myrmex.sharing.exchange.Surroundings;
import org.myrmex.sharing.merkle.BlockLayout;
import org.myrmex.sharing.wire.FilesMessage;

/**
 * Fetches what one reader wants into memory. It lives in a lane: whatever is not said to be for any thread runs there.
 */
final class Reading {
    private static final Duration TICK = Duration.ofMillis(250);
    /** As a download's, so that a player costs a relay no more than it. */
    private static final int WINDOW = 16;
    /**
     * Then whoever asks for what nobody has is told so. One query that is lost is not enough for that: the second one is waited for too,
     * as long as a frame may wait at a relay before it is dropped (docs/protocol.md, "Flows and credits").
     */
    private static final long UNHEARD_MICROS = Exchange.ASKED_AGAIN_MICROS + 2_000_000;
    /** A reader that waits so long for a block is worth asking another source too. */
    private static final long HURRY_MICROS = 1_000_000;
    /** Whoever has not read for so long is asked for nothing ahead. */
    private static final long IDLE_MICROS = 10_000_000;
    /** After it the channels are closed: places at a source are few. */
    private static final long REST_MICROS = 60_000_000;

    private final Surroundings around;
    private final ContentLink link;
    private final long patienceMicros;
    private final BooleanSupplier cancelled;
    private final Lane lane;
    private final Exchange exchange;
    private final BlockCache cache = new BlockCache();
    private final CompletableFuture<Long> opened = new CompletableFuture<>();

    private Registration timer = () -> {};
    private Optional<ReadPlan> plan = Optional.empty();
    private Optional<ReadAhead> ahead = Optional.empty();
    private Optional<Wait> wait = Optional.empty();
    private boolean over;
    private boolean resting;
    private long openedMicros;
    private long progressMicros;
    private long hurriedMicros;

    private volatile long readMicros;

    /** Who waits for a place. */
    private record Wait(long position, long sinceMicros, CompletableFuture<Void> done) {}

    Reading(Surroundings around, ContentLink link, Duration patience, BooleanSupplier cancelled) {
        this.around = around;
        this.link = link;
        this.cancelled = cancelled;
        patienceMicros = TimeUnit.MILLISECONDS.toMicros(patience.toMillis());
        lane = new Lane(around.work());
        exchange = new Exchange(around, lane, link, Exchange.Purpose.STREAM, WINDOW, new Wanted());
    }

    // For any thread.

    /** Looks for the content. Completes with the length once it is known: proven, or said by link and source alike. */
    CompletableFuture<Long> open() {
        lane.execute(() -> {
            if (over) {
                return;
            }
            openedMicros = now();
            progressMicros = now();
            readMicros = now();
            exchange.begin();
            timer = around.tasks().every(TICK, () -> lane.offer(this::tick));
            tick();
        });
        return opened;
    }

    /** Copies what is here of a place on. Returns the number of bytes. */
    int copy(long position, ByteBuffer target) {
        readMicros = now();
        return cache.copy(position, target);
    }

    /** The reader has come to another block. */
    void moved(long position, int length) {
        lane.offer(() -> want(position, length));
    }

    /** Fetches a place; completes when it is here, fails when nobody gives it in time. */
    CompletableFuture<Void> fetch(long position, int length) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lane.execute(() -> {
            if (over) {
                done.completeExceptionally(closed());
                return;
            }
            wait = Optional.of(new Wait(position, now(), done));
            readMicros = now();
            want(position, length);
            arrived();
        });
        return done;
    }

    /** Ends it; who waits is told. */
    void close() {
        lane.offer(() -> quit(closed()));
    }

    static IOException closed() {
        return new IOException("the stream was closed; open it again");
    }

    // Of the lane.

    private void tick() {
        if (over) {
            return;
        }
        if (cancelled.getAsBoolean()) {
            quit(closed());
            return;
        }
        long now = now();
        long longest = exchange.isHeardOf() ? patienceMicros : Math.min(patienceMicros, UNHEARD_MICROS);
        if (!opened.isDone() && now - openedMicros >= longest) {
            quit(nobody());
            return;
        }
        if (wait.isPresent() && now - wait.get().sinceMicros() >= patienceMicros) {
            CompletableFuture<Void> late = wait.get().done();
            wait = Optional.empty();
            late.completeExceptionally(nobody());
        }
        if (opened.isDone() && wait.isEmpty() && now - readMicros >= IDLE_MICROS) {
            idle(now);
            return;
        }
        hurry(now);
        exchange.tick(now - progressMicros);
    }

    private void idle(long now) {
        ahead.ifPresent(ReadAhead::stop);
        exchange.idle();
        if (now - readMicros >= REST_MICROS) {
            resting = true;
            exchange.rest();
        }
    }

    private void hurry(long now) {
        boolean isLate = wait.isPresent()
                && now - wait.get().sinceMicros() >= HURRY_MICROS
                && now - hurriedMicros >= HURRY_MICROS;
        if (isLate && plan.isPresent()) {
            hurriedMicros = now;
            exchange.hurry(plan.get().layout().blockAt(wait.get().position()), HURRY_MICROS);
        }
    }

    private void want(long position, int length) {
        if (over || ahead.isEmpty()) {
            return;
        }
        if (resting) {
            resting = false;
            progressMicros = now();
        }
        ahead.get().move(position, length);
        if (exchange.ready() == 0) {
            tick();
        } else {
            exchange.pump();
        }
    }

    private void arrived() {
        if (wait.isPresent() && plan.isPresent()) {
            Wait waiting = wait.get();
            if (cache.has(plan.get().layout().blockAt(waiting.position()))) {
                wait = Optional.empty();
                waiting.done().complete(null);
            }
        }
    }

    private void checkOpened() {
        if (plan.isPresent() && plan.get().isSizeProven()) {
            opened.complete(plan.get().layout().sizeBytes());
        }
    }

    private IOException nobody() {
        return exchange.liars() > 0 && exchange.ready() == 0
                ? new IOException("whoever offers it sends something else; search again, and take another hit")
                : new IOException("nobody who has it answers now; try again later");
    }

    private void quit(IOException why) {
        if (over) {
            return;
        }
        over = true;
        timer.close();
        exchange.close();
        cache.clear();
        opened.completeExceptionally(why);
        wait.ifPresent(waiting -> waiting.done().completeExceptionally(why));
        wait = Optional.empty();
    }

    private long now() {
        return around.clock().nowMicros();
    }

    private final class Wanted implements Exchange.Goal {
        @Override
        public Plan plan(BlockLayout layout) {
            ReadAhead fresh = new ReadAhead(layout);
            ReadPlan made = new ReadPlan(
                    link.id(), layout, cache, fresh, link.sizeBytes().isPresent());
            ahead = Optional.of(fresh);
            plan = Optional.of(made);
            return made;
        }

        @Override
        public void forgotten() {
            plan = Optional.empty();
            ahead = Optional.empty();
            cache.clear();
        }

        @Override
        public void greeted() {
            checkOpened();
        }

        @Override
        public void leaves(FilesMessage.Hashes hashes) {
            // The plan holds them as long as they are of use.
        }

        @Override
        public void block(int index, ByteBuffer bytes) {
            cache.put(index, bytes, ahead.orElseThrow());
            plan.orElseThrow().came(index);
            progressMicros = now();
            checkOpened();
            arrived();
        }

        @Override
        public boolean mayAsk(FilesMessage ask) {
            return true;
        }

        @Override
        public void pumped() {
            // Nobody looks at the state of a stream.
        }

        @Override
        public void lost() {
            tick();
        }
    }
}
