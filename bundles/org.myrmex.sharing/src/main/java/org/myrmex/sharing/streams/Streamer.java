package org.myrmex.sharing.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.SeekableSource;
import org.myrmex.api.sharing.Streams;

/** The streams of one bundle: they end with it. Any thread. */
public final class Streamer implements Streams, AutoCloseable {
    private final StreamEngine engine;
    private final Set<Lent> open = new LinkedHashSet<>();
    private boolean closed;

    public Streamer(StreamEngine engine) {
        this.engine = engine;
    }

    @Override
    public SeekableSource open(ContentLink link, Duration patience, BooleanSupplier cancelled) throws IOException {
        Lent lent = new Lent(engine.open(link, patience, cancelled));
        boolean late;
        synchronized (open) {
            late = closed;
            open.add(lent);
        }
        if (late) {
            lent.close();
            throw Reading.closed();
        }
        return lent;
    }

    @Override
    public void close() {
        List<Lent> all;
        synchronized (open) {
            closed = true;
            all = List.copyOf(open);
        }
        all.forEach(Lent::close);
    }

    private final class Lent implements SeekableSource {
        private final SeekableSource source;

        Lent(SeekableSource source) {
            this.source = source;
        }

        @Override
        public long sizeBytes() {
            return source.sizeBytes();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            return source.read(position, target);
        }

        @Override
        public void close() {
            synchronized (open) {
                open.remove(this);
            }
            source.close();
        }
    }
}
