package org.myrmex.sharing.streams;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.myrmex.api.channel.Channels;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.SeekableSource;
import org.myrmex.sharing.exchange.Surroundings;
import org.myrmex.sharing.merkle.Tree;
import org.myrmex.sharing.searches.Interests;
import org.myrmex.sharing.shares.ShareIndex;
import org.myrmex.sharing.shares.SharedFile;

/** The streams of the peer, whoever opened them. Any thread. */
public final class StreamEngine implements AutoCloseable {
    /** With 2 MiB of blocks each, 64 MiB. */
    public static final int MAX_OPEN = 32;

    private static final int WORKERS = 2;

    private final ShareIndex index;
    private final Surroundings around;
    private final Set<Slot> open = new LinkedHashSet<>();
    private boolean closed;

    /** A place among the open ones, and what to close when the peer stops. */
    private static final class Slot {
        private Runnable close = () -> {};
    }

    public StreamEngine(ShareIndex index, Tasks tasks, Clock clock, Channels channels, Interests interests) {
        this.index = index;
        Executor workers = tasks.pool("stream", WORKERS);
        around = new Surroundings(clock, tasks, channels, interests, workers, workers);
    }

    /**
     * Begins to read; see {@link org.myrmex.api.sharing.Streams#open}.
     *
     * @throws IOException one line: cause, then what to do
     */
    public SeekableSource open(ContentLink link, Duration patience, BooleanSupplier cancelled) throws IOException {
        if (link.id().equals(Tree.empty())) {
            return new EmptySource();
        }
        Slot slot = take();
        Runnable closing = () -> give(slot);
        try {
            Optional<SeekableSource> own = own(link, closing);
            SeekableSource source = own.isPresent() ? own.get() : network(link, patience, cancelled, slot, closing);
            onStop(slot, source::close);
            return source;
        } catch (IOException | RuntimeException e) {
            give(slot);
            throw e;
        }
    }

    /** Streams that are open. */
    public int size() {
        synchronized (open) {
            return open.size();
        }
    }

    @Override
    public void close() {
        List<Slot> all;
        synchronized (open) {
            closed = true;
            all = List.copyOf(open);
        }
        all.forEach(slot -> slot.close.run());
    }

    private Optional<SeekableSource> own(ContentLink link, Runnable closing) throws IOException {
        Optional<SharedFile> shared = index.find(link.id());
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        long sizeBytes = shared.get().seen().sizeBytes();
        if (link.sizeBytes().orElse(sizeBytes) != sizeBytes) {
            throw new IOException("the content has " + sizeBytes + " bytes, the link says "
                    + link.sizeBytes().getAsLong() + "; use a link that is right");
        }
        Runnable changed = () -> index.changed(shared.get());
        try {
            return Optional.of(new OwnSource(shared.get(), around.clock()::nowMicros, changed, closing));
        } catch (IOException e) {
            // Others may have what was here before.
            changed.run();
            return Optional.empty();
        }
    }

    private SeekableSource network(
            ContentLink link, Duration patience, BooleanSupplier cancelled, Slot slot, Runnable closing)
            throws IOException {
        Reading reading = new Reading(around, link, patience, cancelled);
        onStop(slot, reading::close);
        return NetworkSource.open(reading, patience, closing);
    }

    private Slot take() throws IOException {
        Slot slot = new Slot();
        synchronized (open) {
            if (closed) {
                throw new IOException("the peer stops; start it, then try again");
            }
            if (open.size() >= MAX_OPEN) {
                throw new IOException(MAX_OPEN + " files are being read; close some of them");
            }
            open.add(slot);
        }
        return slot;
    }

    private void give(Slot slot) {
        synchronized (open) {
            open.remove(slot);
        }
    }

    private void onStop(Slot slot, Runnable close) {
        boolean late;
        synchronized (open) {
            slot.close = close;
            late = closed;
        }
        if (late) {
            close.run();
        }
    }
}
