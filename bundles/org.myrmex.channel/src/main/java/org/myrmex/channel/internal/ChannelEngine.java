package org.myrmex.channel.internal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelException;
import org.myrmex.api.channel.ChannelHandler;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.DatagramListener;
import org.myrmex.api.mesh.Datagrams;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.channel.core.Confirm;
import org.myrmex.channel.core.Packet;
import org.myrmex.channel.core.Parties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All channels of a peer. Made with {@code new}; any thread. */
public final class ChannelEngine implements AutoCloseable {
    /** Datagrams that wait for the loop: some ms of a fast link; more are dropped as if lost. */
    static final int WAITING_DATAGRAMS = 1024;

    /** Listeners that may block at once: more than downloads that write to a slow disk, so that others are not held up. */
    private static final int LISTENER_THREADS = 32;

    /** One is enough for hundreds of handshakes a second, and leaves the other processors to those who transfer. */
    private static final int KEY_THREADS = 1;

    private static final long CLOSE_MILLIS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ChannelEngine.class);

    private final Datagrams datagrams;
    private final Loop loop;
    private final Handlers handlers = new Handlers();
    private final Engine engine;
    private final Openings openings = new Openings();
    private final Answering answering;
    private final RandomGenerator random;
    private final AtomicInteger waiting = new AtomicInteger();
    private Registration receiving = () -> {};

    public ChannelEngine(Datagrams datagrams, Kem kem, Tasks tasks, Clock clock, RandomGenerator random) {
        this.datagrams = datagrams;
        this.random = random;
        this.loop = new Loop(tasks, clock);
        Executor listeners = tasks.pool("channel-listeners", LISTENER_THREADS);
        Keys keys = new Keys(kem, tasks.pool("channel-keys", KEY_THREADS), loop);
        this.engine = new Engine(datagrams, loop, keys, listeners, handlers);
        this.answering = new Answering(engine);
    }

    /** Begins to take datagrams. Once. */
    public void start() {
        receiving = datagrams.receive(Packet.PROTOCOL, new Incoming());
    }

    /** Offers a service; its channels end when it is taken back. */
    public Registration serve(String service, ChannelHandler handler) {
        Handlers.Entry entry = handlers.add(service, handler);
        return () -> {
            handlers.remove(entry);
            closeOf(entry);
        };
    }

    /** Opens a channel that ends, at the latest, with its owner. */
    public CompletionStage<Channel> open(
            Object owner,
            Answer answer,
            String service,
            byte[] request,
            ChannelOptions options,
            ChannelListener listener) {
        Confirm confirm = new Confirm(service, request.clone());
        LocalAddress local = datagrams.local(answer.askedBy());
        VirtualAddress peer = answer.from();
        Optional<AddressRecord> record = local.peerRecord(peer);
        Optional<byte[]> answerHash = local.answerHash(peer);
        if (record.isEmpty() || answerHash.isEmpty()) {
            return CompletableFuture.failedStage(new ChannelException("the answer is too old; search again"));
        }
        CompletableFuture<Channel> result = new CompletableFuture<>();
        Parties parties = new Parties(local.address(), peer, answerHash.get());
        Opening.Wish wish = new Opening.Wish(local, parties, record.get().xw(), confirm, options, listener, owner);
        loop.post(() -> begin(wish, result));
        return result.minimalCompletionStage();
    }

    private void begin(Opening.Wish wish, CompletableFuture<Channel> result) {
        if (!openings.hasRoom() || !engine.lives().hasRoom()) {
            engine.tell(() -> result.completeExceptionally(
                    new ChannelException("too many channels are open; close some, or try later")));
            return;
        }
        Opening opening = new Opening(engine, openings, random, wish, result);
        openings.add(opening);
        loop.touch(opening);
    }

    /** Ends all channels of an owner. */
    public void closeOf(Object owner) {
        loop.post(() -> {
            openings.fail(wish -> wish.owner() == owner, "its owner has stopped");
            engine.lives().closeOf(owner);
        });
    }

    /** Ends everything; completes when the other ends have been told, as far as the mesh takes it. */
    public CompletionStage<Void> stop() {
        receiving.close();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        loop.post(() -> {
            openings.fail(wish -> true, "the peer stops");
            engine.lives().close();
            loop.stop();
            stopped.complete(null);
        });
        return stopped;
    }

    /** The same, and waits half a second for it: afterwards the threads may be gone. */
    @Override
    public void close() {
        try {
            stop().toCompletableFuture().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("channels are left without a word: the other ends will notice the silence");
        }
    }

    private void dispatch(LocalAddress to, VirtualAddress from, Body body) {
        Optional<Packet> decoded = Packet.decode(body.view());
        if (decoded.isEmpty()) {
            return;
        }
        Packet packet = decoded.get();
        if (packet instanceof Packet.Data data) {
            engine.lives()
                    .find(to.address(), from, data.tag())
                    .ifPresent(live -> live.input((now, conversation) -> conversation.received(now, data)));
        } else if (packet instanceof Packet.Open open) {
            answering.asked(to, from, open);
        } else if (packet instanceof Packet.Accept accept) {
            openings.find(to, accept)
                    .filter(opening -> opening.wish().parties().answerer().equals(from))
                    .ifPresent(opening -> opening.accepted(accept));
        }
    }

    private final class Incoming implements DatagramListener {
        @Override
        public void received(LocalAddress to, VirtualAddress from, Body body, Runnable consumed) {
            if (waiting.incrementAndGet() > WAITING_DATAGRAMS) {
                done(body, consumed);
                return;
            }
            loop.postInTurn(() -> {
                try {
                    dispatch(to, from, body);
                } finally {
                    done(body, consumed);
                }
            });
        }

        @Override
        public void turnEnded() {
            loop.turn();
        }

        private void done(Body body, Runnable consumed) {
            waiting.decrementAndGet();
            body.release();
            consumed.run();
        }

        @Override
        public void closed(LocalAddress address) {
            loop.post(() -> {
                openings.fail(
                        wish -> wish.local().address().equals(address.address()),
                        "the address that asked was closed; search again");
                engine.lives().closed(address);
                answering.closed(address.address());
            });
        }
    }
}
