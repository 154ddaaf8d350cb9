package org.myrmex.mesh.internal;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.myrmex.api.mesh.Answer;
import org.myrmex.api.mesh.AnswerListener;
import org.myrmex.api.mesh.Endpoint;
import org.myrmex.api.mesh.Search;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.mesh.seal.AddressKeys;
import org.myrmex.mesh.seal.AnswerBody;
import org.myrmex.mesh.seal.OpenedAnswer;
import org.myrmex.mesh.seal.QueryBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our virtual addresses: opens and closes them, asks from them, opens what is answered to them. */
final class Addresses {
    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);
    static final int MAX_ADDRESSES = 4_096;
    /** Answering addresses among them: whoever floods us with queries must not take our own searches' room. */
    static final int MAX_ANSWERING = MAX_ADDRESSES * 3 / 4;
    /** An answering address is given up after so much silence (protocol 3). */
    private static final long ANSWER_LIFE_MICROS = 600_000_000;

    private final Loop loop;
    private final RoutingHost routing;
    private final Pools pools;
    private final SecureRandom random;
    private final Consumer<OwnAddress> onClosed;
    private final Map<VirtualAddress, OwnAddress> own = new ConcurrentHashMap<>();
    /** Loop thread only. */
    private int answering;

    private boolean closed;

    Addresses(Loop loop, RoutingHost routing, Pools pools, SecureRandom random, Consumer<OwnAddress> onClosed) {
        this.loop = loop;
        this.routing = routing;
        this.pools = pools;
        this.random = random;
        this.onClosed = onClosed;
    }

    Optional<OwnAddress> find(VirtualAddress address) {
        return Optional.ofNullable(own.get(address));
    }

    List<OwnAddress> all() {
        return List.copyOf(own.values());
    }

    int size() {
        return own.size();
    }

    long searchCount() {
        return own.values().stream().mapToLong(OwnAddress::searchCount).sum();
    }

    /** Of all, what their first links have not taken yet. */
    long outstandingBytes() {
        return own.values().stream().mapToLong(OwnAddress::outstandingBytes).sum();
    }

    /** Any thread. */
    OwnEndpoint openEndpoint() {
        if (own.size() >= MAX_ADDRESSES) {
            throw new IllegalStateException("the mesh holds " + MAX_ADDRESSES + " addresses; close some");
        }
        OwnAddress address =
                new OwnAddress(AddressKeys.generate(random), OwnAddress.Purpose.INTEREST, pools.crypto, Long.MAX_VALUE);
        own.put(address.address(), address);
        loop.execute(() -> announce(address));
        return new OwnEndpoint(address);
    }

    /** An address that answers; the one that is there already where the same query was answered before. Loop thread only. */
    Optional<OwnAddress> openAnswering(AddressKeys keys) {
        OwnAddress known = own.get(keys.address());
        if (known != null) {
            return Optional.of(known);
        }
        if (closed || answering >= MAX_ANSWERING || own.size() >= MAX_ADDRESSES) {
            return Optional.empty();
        }
        OwnAddress address = new OwnAddress(keys, OwnAddress.Purpose.ANSWER, pools.crypto, loop.now());
        own.put(address.address(), address);
        answering++;
        announce(address);
        return Optional.of(address);
    }

    private void announce(OwnAddress address) {
        if (closed) {
            close(address);
            return;
        }
        routing.input(loop.now(), (r, now) -> r.addressOpened(now, address.address(), address.record()));
    }

    /** Tells a new routing of the addresses that are open. */
    void introduce() {
        own.values().forEach(this::announce);
    }

    private void close(OwnAddress address) {
        if (own.remove(address.address()) != null) {
            answering -= address.purpose() == OwnAddress.Purpose.ANSWER ? 1 : 0;
            address.searches().forEach(OwnSearch::close);
            routing.input(loop.now(), (r, now) -> r.addressClosed(now, address.address()));
            address.close();
            onClosed.accept(address);
        }
    }

    /** Now and then. */
    void tick() {
        long now = loop.now();
        for (OwnAddress address : own.values()) {
            boolean answers = address.purpose() == OwnAddress.Purpose.ANSWER;
            if (answers && now - address.lastUsedMicros > ANSWER_LIFE_MICROS) {
                close(address);
            }
        }
    }

    /** For good: what is opened from now on is closed at once. */
    void closeAll() {
        closed = true;
        own.values().forEach(this::close);
    }

    /** An answer arrived for an own address; opening it is work for a pool. Takes the body's reference. Loop thread only. */
    void answered(Message message) {
        OwnAddress address = own.get(message.to());
        byte[] body = new byte[message.body().length()];
        message.body().view().get(body);
        message.body().release();
        if (address == null || address.searches().isEmpty()) {
            return;
        }
        try {
            pools.crypto.execute(() -> open(address, message.from(), body));
        } catch (RejectedExecutionException flooded) {
            LOG.debug("an answer was dropped: too many wait to be opened");
        }
    }

    private void open(OwnAddress address, VirtualAddress from, byte[] body) {
        for (OwnSearch search : address.searches()) {
            Optional<OpenedAnswer> opened = AnswerBody.open(address.keys(), from, search.queryHash, body);
            if (opened.isPresent()) {
                OpenedAnswer answer = opened.get();
                // every answer has an address of its own: a second one from there is a copy, under another id
                if (address.meet(from, answer.answerer(), answer.answerHash())) {
                    tell(search, new OpenAnswer(from, answer.payload(), new OwnEndpoint(address)));
                }
                return;
            }
        }
    }

    private void tell(OwnSearch search, Answer answer) {
        try {
            pools.answers.execute(() -> {
                if (search.closed()) {
                    return;
                }
                search.counted();
                try {
                    search.listener.answered(answer);
                } catch (RuntimeException e) {
                    LOG.warn("a listener of answers failed", e);
                }
            });
        } catch (RejectedExecutionException flooded) {
            LOG.debug("an answer was dropped: its listener is too slow");
        }
    }

    private record OpenAnswer(VirtualAddress from, byte[] payload, Endpoint askedBy) implements Answer {}

    /** An endpoint is a view of its address: two views of one address are equal. */
    final class OwnEndpoint implements Endpoint {
        private final OwnAddress address;

        private OwnEndpoint(OwnAddress address) {
            this.address = address;
        }

        OwnAddress own() {
            return address;
        }

        @Override
        public VirtualAddress address() {
            return address.address();
        }

        @Override
        public int maxQuery() {
            return QueryBody.MAX_PAYLOAD;
        }

        @Override
        public Search query(String service, byte[] payload, QueryScope scope, AnswerListener listener) {
            if (address.closed()) {
                throw new IllegalStateException("the endpoint is closed");
            }
            byte[] nonce = new byte[QueryBody.NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] body = new QueryBody(nonce, address.record(), service, payload).encode();
            byte[] id = new byte[Message.ID_BYTES];
            random.nextBytes(id);
            OwnSearch[] self = new OwnSearch[1];
            OwnSearch search = new OwnSearch(QueryBody.hash(address(), body), id, listener, () -> end(self[0]));
            self[0] = search;
            address.add(search);
            Message message = new Message(MessageKind.QUERY, address(), VirtualAddress.EVERYBODY, id, Body.of(body));
            loop.execute(() -> routing.ownInput(loop.now(), (r, now) -> {
                HandleLedger.Entry entry = routing.ledger().open(() -> {});
                r.query(now, message, scope, entry.handle);
                routing.ledger().inputReturned(entry);
            }));
            return search;
        }

        private void end(OwnSearch search) {
            address.remove(search);
            loop.execute(() -> routing.input(loop.now(), (r, now) -> r.queryEnded(now, search.messageId)));
        }

        @Override
        public void close() {
            loop.execute(() -> Addresses.this.close(address));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OwnEndpoint e && e.address == address;
        }

        @Override
        public int hashCode() {
            return address.hashCode();
        }
    }
}
