package org.myrmex.sharing.fakes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelListener.End;
import org.myrmex.api.routing.VirtualAddress;

/** One end of a channel: a short queue towards the other end, credits as the API has them. */
public final class FakeChannel implements Channel {
    static final int QUEUE = 8;
    static final int MAX_MESSAGE = 16_384 + 64;

    private final FakeNetwork network;
    private final VirtualAddress peer;
    private final boolean opener;
    private final UnaryOperator<byte[]> tamper;
    private final Deque<byte[]> incoming = new ArrayDeque<>();
    private final List<Runnable> writable = new ArrayList<>();
    private FakeChannel other;
    private Optional<ChannelListener> listener = Optional.empty();
    private long credits;
    private boolean finished;
    private volatile boolean over;

    FakeChannel(FakeNetwork network, VirtualAddress peer, boolean opener, UnaryOperator<byte[]> tamper) {
        this.network = network;
        this.peer = peer;
        this.opener = opener;
        this.tamper = tamper;
    }

    static void join(FakeChannel a, FakeChannel b) {
        a.other = b;
        b.other = a;
        a.network.add(a);
        b.network.add(b);
    }

    void listen(ChannelListener to) {
        synchronized (network) {
            listener = Optional.of(to);
            credits += to.firstRequest();
        }
        deliver();
    }

    public boolean isOver() {
        return over;
    }

    boolean isOpener() {
        return opener;
    }

    @Override
    public VirtualAddress peer() {
        return peer;
    }

    @Override
    public int maxMessage() {
        return MAX_MESSAGE;
    }

    @Override
    public boolean send(byte[] message) {
        if (message.length == 0 || message.length > MAX_MESSAGE) {
            throw new IllegalArgumentException("a message of " + message.length + " bytes");
        }
        synchronized (network) {
            if (over || finished || other.incoming.size() >= QUEUE) {
                return false;
            }
            byte[] sent = tamper.apply(message);
            if (sent != null) {
                other.incoming.add(sent);
            }
        }
        other.deliver();
        return true;
    }

    @Override
    public void whenWritable(Runnable callback) {
        synchronized (network) {
            if (!over && other.incoming.size() >= QUEUE) {
                writable.add(callback);
                return;
            }
        }
        network.run(callback);
    }

    @Override
    public void request(int messages) {
        synchronized (network) {
            credits += messages;
        }
        deliver();
    }

    @Override
    public CompletionStage<Void> finish() {
        synchronized (network) {
            finished = true;
        }
        return new CompletableFuture<>();
    }

    @Override
    public byte[] transcriptHash() {
        return new byte[32];
    }

    @Override
    public void close() {
        endBoth(End.RESET);
    }

    void endBoth(End end) {
        end(end);
        other.end(end);
    }

    private void end(End end) {
        List<Runnable> callbacks;
        Optional<ChannelListener> told;
        synchronized (network) {
            if (over) {
                return;
            }
            over = true;
            incoming.clear();
            callbacks = List.copyOf(writable);
            writable.clear();
            told = listener;
        }
        callbacks.forEach(network::run);
        told.ifPresent(to -> network.run(() -> to.closed(end)));
    }

    void deliver() {
        network.afterDelay(this::deliverOne);
    }

    private void deliverOne() {
        byte[] message;
        List<Runnable> callbacks;
        synchronized (network) {
            if (over || listener.isEmpty() || credits <= 0 || incoming.isEmpty() || network.isDown()) {
                return;
            }
            credits--;
            message = incoming.poll();
            callbacks = List.copyOf(other.writable);
            other.writable.clear();
        }
        callbacks.forEach(network::run);
        listener.get().received(message);
        deliver();
    }
}
