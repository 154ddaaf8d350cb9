package org.myrmex.http.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Somebody who listens. Never blocks: what the connection does not take now is written when the server says that it takes
 * more, so no thread belongs to a client and a slow one holds up nobody.
 */
final class Client implements WriteListener, AsyncListener {
    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final TopicFilter filter;
    private final Consumer<Client> gone;
    private final Backlog backlog = new Backlog();
    private State state = State.OPENING;

    /** @param gone called once, when it has ended for whatever reason */
    Client(AsyncContext exchange, TopicFilter filter, Consumer<Client> gone) throws IOException {
        this.exchange = exchange;
        this.out = exchange.getResponse().getOutputStream();
        this.filter = filter;
        this.gone = gone;
        backlog.offer(EventText.hello());
    }

    private enum State {
        /** The server has not said yet that writing may begin. */
        OPENING,
        /** All is on its way. */
        IDLE,
        /** Something was written and not flushed. */
        UNFLUSHED,
        /** The server will say when it takes more. */
        FULL,
        ENDED
    }

    /** From now on the server calls. */
    void begin() {
        exchange.addListener(this);
        out.setWriteListener(this);
    }

    TopicFilter filter() {
        return filter;
    }

    /** False when it was too slow for this one. */
    boolean offer(byte[] event) {
        boolean kept;
        boolean broken;
        synchronized (this) {
            kept = backlog.offer(event);
            broken = !write();
        }
        endIf(broken);
        return kept;
    }

    /** Says something if nothing else was to be said. */
    void beat() {
        boolean quiet;
        synchronized (this) {
            quiet = backlog.isEmpty();
        }
        if (quiet) {
            offer(EventText.heartbeat());
        }
    }

    @Override
    public void onWritePossible() {
        boolean broken;
        synchronized (this) {
            if (state == State.OPENING || state == State.FULL) {
                // What was written before it was full may wait in the server's buffer still.
                state = State.UNFLUSHED;
            }
            broken = !write();
        }
        endIf(broken);
    }

    /** False when the connection is gone. */
    private boolean write() {
        try {
            while (state == State.IDLE || state == State.UNFLUSHED) {
                if (!out.isReady()) {
                    state = State.FULL;
                    return true;
                }
                Optional<byte[]> next = backlog.next();
                if (next.isPresent()) {
                    out.write(next.get());
                    state = State.UNFLUSHED;
                } else if (state == State.UNFLUSHED) {
                    out.flush();
                    state = State.IDLE;
                } else {
                    return true;
                }
            }
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    private void endIf(boolean broken) {
        if (broken) {
            end();
        }
    }

    /** Closes the connection. */
    void end() {
        if (leave()) {
            try {
                exchange.complete();
            } catch (IllegalStateException e) {
                // The server was quicker.
            }
        }
    }

    private boolean leave() {
        synchronized (this) {
            if (state == State.ENDED) {
                return false;
            }
            state = State.ENDED;
        }
        gone.accept(this);
        return true;
    }

    @Override
    public void onError(Throwable error) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        leave();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Begins once.
    }
}
