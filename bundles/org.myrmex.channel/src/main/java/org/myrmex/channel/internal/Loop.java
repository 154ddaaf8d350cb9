package org.myrmex.channel.internal;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order of turns that owns all channels, on whatever thread takes one, with one timer for all of them. */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final Tasks tasks;
    private final Clock clock;
    private final Mailbox mailbox;
    private final TreeMap<Wake, Timed> agenda = new TreeMap<>();
    private final Queue<Timed> touched = new ArrayDeque<>();
    private final Queue<Runnable> afterwards = new ArrayDeque<>();
    private Registration timer = () -> {};
    private long timerMicros = Long.MAX_VALUE;
    private long wakes;
    private boolean stopped;

    /** A place in the agenda. */
    record Wake(long micros, long number) implements Comparable<Wake> {
        @Override
        public int compareTo(Wake other) {
            int byTime = Long.compare(micros, other.micros);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    Loop(Tasks tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
        this.mailbox = new Mailbox(tasks.serial("channel"), this::endTurn);
    }

    long now() {
        return clock.nowMicros();
    }

    /** Runs it in order. Any thread. */
    void post(Runnable task) {
        mailbox.post(task);
    }

    /** The same in a turn of the mesh, after which {@link #turn} follows. */
    void postInTurn(Runnable task) {
        mailbox.leave(task);
    }

    /** Takes a turn on this thread, if there is something to do and nobody at it. */
    void turn() {
        mailbox.runHere();
    }

    /** Its time of waking may have changed: it is asked for it when the turn ends, once for all of its tasks. */
    void touch(Timed timed) {
        if (!timed.touched) {
            timed.touched = true;
            touched.add(timed);
        }
    }

    /** It shall not be woken any more. */
    void forget(Timed timed) {
        timed.touched = false;
        leave(timed);
    }

    /** Runs it when the turn ends. */
    void afterwards(Runnable task) {
        afterwards.add(task);
    }

    private void leave(Timed timed) {
        if (timed.wake != null) {
            agenda.remove(timed.wake);
            timed.wake = null;
        }
    }

    private void endTurn() {
        for (Runnable task = afterwards.poll(); task != null; task = afterwards.poll()) {
            task.run();
        }
        for (Timed timed = touched.poll(); timed != null; timed = touched.poll()) {
            if (timed.touched) {
                timed.touched = false;
                place(timed);
            }
        }
        armTimer();
    }

    private void place(Timed timed) {
        leave(timed);
        long micros = timed.nextWakeUp();
        if (micros != Long.MAX_VALUE && !stopped) {
            timed.wake = new Wake(micros, wakes++);
            agenda.put(timed.wake, timed);
        }
    }

    void stop() {
        stopped = true;
        agenda.clear();
        timer.close();
    }

    private void armTimer() {
        if (agenda.isEmpty() || stopped) {
            return;
        }
        long first = agenda.firstKey().micros();
        if (timerMicros <= first) {
            return;
        }
        timer.close();
        timerMicros = first;
        Duration delay = Duration.of(Math.max(0, first - now()), ChronoUnit.MICROS);
        try {
            timer = tasks.after(delay, () -> post(this::wake));
        } catch (RejectedExecutionException e) {
            // the next task of the loop tries again, unless the platform stops
            LOG.debug("no timer to be had: {}", e.getMessage());
            timerMicros = Long.MAX_VALUE;
        }
    }

    private void wake() {
        timerMicros = Long.MAX_VALUE;
        long now = now();
        // only what is due by now: whatever a tick puts back waits for the next turn, so that no turn is endless
        TreeMap<Wake, Timed> due = new TreeMap<>(agenda.headMap(new Wake(now, Long.MAX_VALUE), true));
        for (Map.Entry<Wake, Timed> entry : due.entrySet()) {
            Timed timed = entry.getValue();
            if (entry.getKey().equals(timed.wake)) {
                forget(timed);
                timed.tick(now);
                touch(timed);
            }
        }
    }
}
