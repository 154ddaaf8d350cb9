package org.myrmex.sharing.fakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelException;
import org.myrmex.api.channel.ChannelHandler;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.channel.Channels;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.AnswerListener;
import org.myrmex.api.mesh.Answers;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.EndpointOptions;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.mesh.MeshView;
import org.myrmex.api.mesh.Query;
import org.myrmex.api.mesh.QueryResponder;
import org.myrmex.api.mesh.Search;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;

/** Mesh and channels of one peer. */
public final class FakePeer implements Mesh, Channels {
    private static final int MAX_PAYLOAD = 2_700;
    private static final int MAX_QUERY = 700;

    private final FakeNetwork network;
    private final List<FakeEndpoint> endpoints = new ArrayList<>();
    private Optional<QueryResponder> responder = Optional.empty();
    private Optional<ChannelHandler> handler = Optional.empty();
    private UnaryOperator<byte[]> tamper = message -> message;
    private boolean gone;

    FakePeer(FakeNetwork network) {
        this.network = network;
    }

    public void serve(QueryResponder answers, ChannelHandler channels) {
        responder = Optional.of(answers);
        handler = Optional.of(channels);
    }

    /** What it sends to openers is changed on its way; null is lost. */
    public void tamper(UnaryOperator<byte[]> change) {
        tamper = change;
    }

    /** It answers nothing any more. */
    public void leave() {
        gone = true;
    }

    public void comeBack() {
        gone = false;
    }

    /** Addresses that are open. */
    public int addresses() {
        synchronized (network) {
            return endpoints.size();
        }
    }

    @Override
    public Endpoint open(EndpointOptions options) {
        FakeEndpoint endpoint = new FakeEndpoint();
        synchronized (network) {
            endpoints.add(endpoint);
        }
        return endpoint;
    }

    @Override
    public void forget(Optional<PeerAddress> place) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void connect(PeerAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MeshView view() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<PeerId> renewKey() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Channel> open(
            Answer answer, String service, byte[] request, ChannelOptions options, ChannelListener listener) {
        CompletableFuture<Channel> opening = new CompletableFuture<>();
        FakeAnswer to = (FakeAnswer) answer;
        network.run(() -> {
            if (network.isDown() || to.by().gone) {
                network.after(
                        options.openTimeout(),
                        () -> opening.completeExceptionally(new ChannelException("no answer in time")));
                return;
            }
            FakeChannel ours = new FakeChannel(network, to.from(), true, message -> message);
            FakeChannel theirs = new FakeChannel(network, to.askedBy().address(), false, to.by().tamper);
            FakeChannel.join(ours, theirs);
            Optional<ChannelListener> served = to.by().handler.map(h -> h.opened(theirs, request));
            if (served.isEmpty()) {
                ours.endBoth(ChannelListener.End.RESET);
                opening.completeExceptionally(new ChannelException("refused"));
                return;
            }
            theirs.listen(served.get());
            ours.listen(listener);
            opening.complete(ours);
        });
        return opening;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record FakeAnswer(VirtualAddress from, byte[] payload, Endpoint askedBy, FakePeer by) implements Answer {}

    private final class FakeEndpoint implements Endpoint {
        private final VirtualAddress address = network.freshAddress();

        @Override
        public VirtualAddress address() {
            return address;
        }

        @Override
        public int maxQuery() {
            return MAX_QUERY;
        }

        @Override
        public Search query(String service, byte[] payload, QueryScope scope, AnswerListener listener) {
            if (payload.length > MAX_QUERY) {
                throw new IllegalArgumentException("a query of " + payload.length + " bytes");
            }
            synchronized (network) {
                if (!endpoints.contains(this)) {
                    throw new IllegalStateException("the endpoint is closed");
                }
            }
            FakeSearch search = new FakeSearch();
            network.countQuery();
            for (FakePeer peer : network.peers()) {
                if (!peer.equals(FakePeer.this)) {
                    network.run(() -> peer.respond(new Query(service, payload), this, search, listener));
                }
            }
            return search;
        }

        @Override
        public void close() {
            synchronized (network) {
                endpoints.remove(this);
            }
        }
    }

    private void respond(Query query, Endpoint asker, FakeSearch search, AnswerListener listener) {
        if (gone || network.isDown() || responder.isEmpty()) {
            return;
        }
        VirtualAddress from = network.freshAddress();
        try {
            responder.get().respond(query, new Answers() {
                @Override
                public int maxPayload() {
                    return MAX_PAYLOAD;
                }

                @Override
                public boolean send(byte[] payload) {
                    if (payload.length > MAX_PAYLOAD) {
                        throw new IllegalArgumentException("an answer of " + payload.length + " bytes");
                    }
                    network.after(Duration.ofMillis(20), () -> {
                        if (!search.closed) {
                            listener.answered(new FakeAnswer(from, payload, asker, FakePeer.this));
                        }
                    });
                    return true;
                }

                @Override
                public boolean cancelled() {
                    return false;
                }
            });
        } catch (Exception e) {
            throw new AssertionError("the responder failed", e);
        }
    }

    private static final class FakeSearch implements Search {
        private volatile boolean closed;

        @Override
        public int answers() {
            return 0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
