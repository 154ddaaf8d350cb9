package org.myrmex.channel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelException;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelListener.End;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.channel.core.Conversation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel as its user sees it: any thread, and its listener in an order of its own. */
final class OpenChannel implements Channel {
    /** Callbacks that wait for room. */
    static final int CALLBACKS = 64;

    /** Then the other side hears that there is room again: a slow listener must not let it wait for all of them. */
    private static final int MESSAGES_A_TASK = 16;

    private static final Logger LOG = LoggerFactory.getLogger(OpenChannel.class);

    private final Live live;
    private final Loop loop;
    private final Mailbox mailbox;
    private final VirtualAddress peer;
    private final byte[] transcript;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    private final Object lock = new Object();
    private final List<Runnable> callbacks = new ArrayList<>();
    private int queued;
    /** Messages that may be sent and not be acknowledged: who never acknowledges holds few. */
    private int room = Conversation.FIRST_ROOM;

    private long wanted;
    private boolean noMore;
    private boolean ended;

    /** Messages of this turn of the loop; the loop's alone. */
    private List<byte[]> arrived = new ArrayList<>();

    /** Touched in the mailbox alone. */
    private ChannelListener listener;

    OpenChannel(Live live, Loop loop, Executor listeners, byte[] transcript) {
        this.live = live;
        this.loop = loop;
        this.mailbox = new Mailbox(listeners);
        this.peer = live.peer();
        this.transcript = transcript;
    }

    /** Runs it in order with the listener's calls. */
    void inOrder(Runnable task) {
        mailbox.post(task);
    }

    /** In the mailbox, before anything is delivered. */
    void listen(ChannelListener who) {
        listener = who;
        int first = who.firstRequest();
        if (first > 0) {
            request(first);
        }
    }

    @Override
    public VirtualAddress peer() {
        return peer;
    }

    @Override
    public int maxMessage() {
        return Conversation.MAX_MESSAGE_BYTES;
    }

    @Override
    public boolean send(byte[] message) {
        if (message.length == 0 || message.length > maxMessage()) {
            throw new IllegalArgumentException("a message has 1 to " + maxMessage() + " bytes, not " + message.length);
        }
        byte[] own = message.clone();
        synchronized (lock) {
            if (noMore || queued >= room) {
                return false;
            }
            queued++;
            live.post((now, conversation) -> conversation.send(now, own));
        }
        return true;
    }

    @Override
    public void whenWritable(Runnable callback) {
        synchronized (lock) {
            if (!noMore && queued >= room) {
                if (callbacks.size() >= CALLBACKS) {
                    throw new IllegalStateException("64 callbacks wait already; one is enough");
                }
                callbacks.add(callback);
                return;
            }
        }
        mailbox.post(callback);
    }

    @Override
    public void request(int messages) {
        if (messages <= 0) {
            throw new IllegalArgumentException("ask for one message or more, not for " + messages);
        }
        // Integer.MAX_VALUE is how a listener says: all of them
        long more = messages == Integer.MAX_VALUE ? Long.MAX_VALUE : messages;
        synchronized (lock) {
            boolean posted = wanted > 0;
            wanted = wanted + more < 0 ? Long.MAX_VALUE : wanted + more;
            if (posted) {
                return;
            }
        }
        live.post((now, conversation) -> conversation.request(now, takeWanted()));
    }

    private long takeWanted() {
        synchronized (lock) {
            long taken = wanted;
            wanted = 0;
            return taken;
        }
    }

    @Override
    public CompletionStage<Void> finish() {
        synchronized (lock) {
            if (!noMore) {
                noMore = true;
                live.post((now, conversation) -> conversation.finish(now));
                releaseCallbacks();
            }
        }
        return finished.minimalCompletionStage();
    }

    @Override
    public byte[] transcriptHash() {
        return transcript.clone();
    }

    @Override
    public void close() {
        synchronized (lock) {
            noMore = true;
            releaseCallbacks();
        }
        live.post((now, conversation) -> conversation.close(now));
    }

    /** From the loop. All that a turn brings is handed over at its end: each handing over may wake a thread. */
    void deliver(byte[] message) {
        if (arrived.isEmpty()) {
            loop.afterwards(this::handOver);
        }
        arrived.add(message);
    }

    private void handOver() {
        if (arrived.isEmpty()) {
            return;
        }
        for (int from = 0; from < arrived.size(); from += MESSAGES_A_TASK) {
            List<byte[]> some = arrived.subList(from, Math.min(from + MESSAGES_A_TASK, arrived.size()));
            mailbox.post(() -> {
                some.forEach(this::tell);
                live.post((now, conversation) -> conversation.consumed(now, some.size()));
            });
        }
        arrived = new ArrayList<>();
    }

    private void tell(byte[] message) {
        try {
            listener.received(message);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("a listener failed on a message; its channel is closed, please report this", e);
            close();
        }
    }

    /** From the loop. */
    void acknowledged(int messages, int roomNow) {
        synchronized (lock) {
            queued -= messages;
            room = roomNow;
            releaseCallbacks();
        }
    }

    /** From the loop. */
    void allArrived() {
        handOver();
        mailbox.post(() -> finished.complete(null));
    }

    /** From the loop, once. */
    void ended(End end) {
        synchronized (lock) {
            if (ended) {
                return;
            }
            ended = true;
            noMore = true;
            releaseCallbacks();
        }
        handOver();
        mailbox.post(() -> {
            finished.completeExceptionally(new ChannelException("the channel ended before everything had arrived"));
            if (listener != null) {
                listener.closed(end);
            }
        });
    }

    private void releaseCallbacks() {
        if (noMore || queued < room) {
            callbacks.forEach(mailbox::post);
            callbacks.clear();
        }
    }
}
