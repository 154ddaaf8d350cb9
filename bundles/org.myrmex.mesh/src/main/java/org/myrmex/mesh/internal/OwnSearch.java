package org.myrmex.mesh.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.myrmex.api.mesh.AnswerListener;
import org.myrmex.api.mesh.Search;

/** A query of ours that is still of interest. */
final class OwnSearch implements Search {
    final byte[] queryHash;
    final byte[] messageId;
    final AnswerListener listener;
    private final AtomicInteger answers = new AtomicInteger();
    private final Runnable onClose;
    private volatile boolean closed;

    OwnSearch(byte[] queryHash, byte[] messageId, AnswerListener listener, Runnable onClose) {
        this.queryHash = queryHash;
        this.messageId = messageId;
        this.listener = listener;
        this.onClose = onClose;
    }

    void counted() {
        answers.incrementAndGet();
    }

    boolean closed() {
        return closed;
    }

    @Override
    public int answers() {
        return answers.get();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
    }
}
