package org.myrmex.transport.memory.internal;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What connects the transports that share it: the doors by name and port, and one queue of jobs, so that everything on a
 * network happens in one order. The queue is bounded by the connections, which have one job each, and the dials.
 */
public final class MemoryNetwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryNetwork.class);
    private static final int FIRST_FREE_PORT = 49_152;
    private static final int LAST_PORT = 65_535;
    private static final long WAIT_MILLIS = 2_000;

    record Place(String host, int port) {}

    private final Map<Place, MemoryDoor> doors = new LinkedHashMap<>();
    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private final Thread thread;
    private boolean closed;

    private final RandomGenerator order;

    private MemoryNetwork(boolean threaded, RandomGenerator order) {
        this.order = order;
        thread = threaded ? new Thread(this::run, "myrmex-memory-network") : null;
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A network that runs by itself until it is closed. */
    public static MemoryNetwork threaded() {
        return new MemoryNetwork(true, null);
    }

    /** A network that moves only in {@link #step}: the same calls in the same order give the same events. */
    public static MemoryNetwork stepped() {
        return new MemoryNetwork(false, null);
    }

    /**
     * A network that moves only in {@link #step}, where each connection keeps its own order and no other: what one carries
     * may come before or after what another does, as chance has it.
     */
    public static MemoryNetwork shuffled(RandomGenerator chance) {
        return new MemoryNetwork(false, chance);
    }

    /**
     * Does the next thing, on the caller's thread. For a stepped network.
     *
     * @return false when there is nothing to do
     */
    public boolean step() {
        Runnable job;
        synchronized (this) {
            for (int passed = order == null || jobs.isEmpty() ? 0 : order.nextInt(jobs.size()); passed > 0; passed--) {
                jobs.add(jobs.remove());
            }
            job = jobs.poll();
        }
        if (job == null) {
            return false;
        }
        job.run();
        return true;
    }

    /** Whether a step would do nothing. */
    public synchronized boolean isIdle() {
        return jobs.isEmpty();
    }

    /** Steps until nothing is left to do. */
    public void settle() {
        while (step()) {
            // each step is one job
        }
    }

    synchronized void execute(Runnable job) {
        jobs.add(job);
        notifyAll();
    }

    /** Runs a job on the network's thread and waits for it; at once where there is no other thread to ask. */
    void executeAndWait(Runnable job) {
        if (thread == null || !thread.isAlive() || Thread.currentThread().equals(thread)) {
            job.run();
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        execute(() -> {
            try {
                job.run();
            } finally {
                done.countDown();
            }
        });
        try {
            if (!done.await(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("the network in memory is stuck; some event blocks its thread");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized Optional<MemoryDoor> door(Place place) {
        return Optional.ofNullable(doors.get(place));
    }

    /** Opens a door where it is free; port 0 asks for any. Empty when the place is taken. */
    synchronized Optional<MemoryDoor> open(Place wanted, Function<Place, MemoryDoor> made) {
        Place place = wanted.port() == 0 ? free(wanted.host()) : wanted;
        if (doors.containsKey(place)) {
            return Optional.empty();
        }
        MemoryDoor door = made.apply(place);
        doors.put(place, door);
        return Optional.of(door);
    }

    private Place free(String host) {
        int port = FIRST_FREE_PORT;
        while (port < LAST_PORT && doors.containsKey(new Place(host, port))) {
            port++;
        }
        return new Place(host, port);
    }

    synchronized void leave(Place place, MemoryDoor door) {
        doors.remove(place, door);
    }

    private void run() {
        while (true) {
            Runnable job;
            synchronized (this) {
                while (jobs.isEmpty() && !closed) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                job = jobs.poll();
            }
            if (job == null) {
                return;
            }
            try {
                job.run();
            } catch (RuntimeException e) {
                LOG.error("a fault in the network in memory", e);
            }
        }
    }

    /** Ends its thread after what is queued; what transports still want done is done by whoever asks. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        if (thread != null && !Thread.currentThread().equals(thread)) {
            try {
                thread.join(WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
