package org.myrmex.testkit.mesh;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.AnswerListener;
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

/**
 * A mesh without a network, for the test of a service: each responder is a peer of its own, and all of them have answered
 * when {@code query} returns. For one thread.
 */
public final class InstantMesh implements Mesh {
    /** The longest payload that a query may have. */
    public static final int MAX_QUERY = 748;

    private final TreeMap<String, List<QueryResponder>> responders = new TreeMap<>();
    private int addresses;
    private int open;

    /** Adds a peer that answers for a service. */
    public InstantMesh with(String service, QueryResponder responder) {
        responders.computeIfAbsent(service, s -> new ArrayList<>()).add(responder);
        return this;
    }

    /** Endpoints that nobody has closed yet. */
    public int openEndpoints() {
        return open;
    }

    @Override
    public Endpoint open(EndpointOptions options) {
        open++;
        return new InstantEndpoint(freshAddress());
    }

    @Override
    public void connect(PeerAddress address) {
        throw new UnsupportedOperationException("there are no neighbours here");
    }

    @Override
    public void forget(Optional<PeerAddress> place) {
        throw new UnsupportedOperationException("there are no neighbours here");
    }

    @Override
    public MeshView view() {
        throw new UnsupportedOperationException("there are no neighbours here");
    }

    @Override
    public CompletionStage<PeerId> renewKey() {
        throw new UnsupportedOperationException("there are no neighbours here");
    }

    private VirtualAddress freshAddress() {
        addresses++;
        return VirtualAddress.of(
                ByteBuffer.allocate(VirtualAddress.LENGTH).putInt(addresses).array());
    }

    private final class InstantEndpoint implements Endpoint {
        private final VirtualAddress address;
        private boolean closed;

        InstantEndpoint(VirtualAddress address) {
            this.address = address;
        }

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
            if (closed) {
                throw new IllegalStateException("the endpoint is closed");
            }
            if (payload.length > maxQuery()) {
                throw new IllegalArgumentException("a query has at most " + maxQuery() + " bytes");
            }
            int answered = 0;
            for (QueryResponder responder : responders.getOrDefault(service, List.of())) {
                VirtualAddress from = freshAddress();
                for (byte[] said : ask(responder, new Query(service, payload.clone()), scope.wanted() - answered)) {
                    listener.answered(new InstantAnswer(from, said, this));
                    answered++;
                }
            }
            return new EndedSearch(answered);
        }

        @Override
        public void close() {
            open -= closed ? 0 : 1;
            closed = true;
        }
    }

    private static List<byte[]> ask(QueryResponder responder, Query query, int room) {
        RecordingAnswers answers = new RecordingAnswers(room);
        try {
            responder.respond(query, answers);
        } catch (Exception e) {
            throw new AssertionError("a responder failed", e);
        }
        return answers.sent();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record InstantAnswer(VirtualAddress from, byte[] payload, Endpoint askedBy) implements Answer {}

    private record EndedSearch(int answers) implements Search {
        @Override
        public void close() {
            // nothing more comes anyway
        }
    }
}
