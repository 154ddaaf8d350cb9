package org.myrmex.webdav.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;

/** A file whose source says what a test gives it and is silent between; it asks now and then whether anybody waits. */
final class SilentTree implements DavTree {
    static final int SIZE = 100_000;

    private static final long LOOK_MILLIS = 50;

    /** What the source says next. */
    final BlockingQueue<byte[]> said = new LinkedBlockingQueue<>();

    final CountDownLatch asked = new CountDownLatch(1);
    /** Nobody waited any more. */
    final CountDownLatch cancelled = new CountDownLatch(1);

    final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Optional<Entry> stat(Call call, String path) throws IOException {
        if (path.equals("/slow")) {
            await(call);
        }
        return Optional.of(new Entry(
                "file",
                path.equals("/"),
                OptionalLong.of(SIZE),
                Optional.of("tag"),
                OptionalLong.empty(),
                "application/octet-stream",
                false));
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) {
        return new Page(List.of(), Optional.empty(), true);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) {
        return new DavBody() {
            @Override
            public OptionalLong length() {
                return OptionalLong.of(length);
            }

            @Override
            public int read(ByteBuffer target) throws IOException {
                byte[] next = await(call);
                target.put(next);
                return next.length;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }

    private byte[] await(Call call) throws IOException {
        asked.countDown();
        while (!call.cancelled()) {
            try {
                byte[] next = said.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the server stops", e);
            }
        }
        cancelled.countDown();
        throw new IOException("nobody waits any more");
    }
}
