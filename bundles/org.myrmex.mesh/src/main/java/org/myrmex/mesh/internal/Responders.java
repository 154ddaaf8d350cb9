package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.myrmex.api.mesh.Answers;
import org.myrmex.api.mesh.Query;
import org.myrmex.api.mesh.QueryResponder;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.mesh.flow.TokenBucket;
import org.myrmex.mesh.seal.AddressKeys;
import org.myrmex.mesh.seal.AnswerBody;
import org.myrmex.mesh.seal.QueryBody;
import org.myrmex.mesh.seal.SealedAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the responders of this peer about queries that came by, and seals what they say. Forwarding went before and does not
 * depend on it, so that a neighbour cannot tell from it who has an answer.
 */
final class Responders {
    private static final Logger LOG = LoggerFactory.getLogger(Responders.class);
    private static final long DEADLINE_MICROS = 2_000_000;
    private static final int MAX_ANSWERS = 100;
    /** Each answer costs a key pair and an encapsulation, 0.7 ms; a flood of queries must not take the machine. */
    private static final int ANSWERS_PER_SECOND = 20;

    private static final int ANSWER_BURST = 100;
    /**
     * Answering addresses come from a secret that gets no older than they do: whoever learned it later could make their keys
     * again.
     */
    private static final long EPOCH_MICROS = 600_000_000;

    private final Loop loop;
    private final RoutingHost routing;
    private final Addresses addresses;
    private final Pools pools;
    private final SecureRandom random;
    private final LongSupplier clockMicros;
    private final Map<String, List<QueryResponder>> byService = new ConcurrentHashMap<>();
    private final TokenBucket budget = new TokenBucket(ANSWERS_PER_SECOND, ANSWER_BURST);
    private final byte[] epochSecret = new byte[AddressKeys.EPOCH_SECRET_BYTES];
    private long epochSinceMicros;

    Responders(
            Loop loop,
            RoutingHost routing,
            Addresses addresses,
            Pools pools,
            SecureRandom random,
            LongSupplier clockMicros) {
        this.loop = loop;
        this.routing = routing;
        this.addresses = addresses;
        this.pools = pools;
        this.random = random;
        this.clockMicros = clockMicros;
        random.nextBytes(epochSecret);
        epochSinceMicros = clockMicros.getAsLong();
    }

    private synchronized byte[] epochSecret() {
        long now = clockMicros.getAsLong();
        if (now - epochSinceMicros > EPOCH_MICROS) {
            random.nextBytes(epochSecret);
            epochSinceMicros = now;
        }
        return epochSecret.clone();
    }

    void add(String service, QueryResponder responder) {
        byService.computeIfAbsent(service, s -> new CopyOnWriteArrayList<>()).add(responder);
    }

    void remove(String service, QueryResponder responder) {
        List<QueryResponder> there = byService.get(service);
        if (there != null) {
            there.remove(responder);
        }
    }

    /** A query came by. Takes the body's reference. Loop thread only. */
    void asked(Message message) {
        byte[] body = new byte[message.body().length()];
        message.body().view().get(body);
        message.body().release();
        try {
            pools.responders.execute(() -> respond(message.from(), message.id(), body));
        } catch (RejectedExecutionException flooded) {
            LOG.debug("a query was not looked at: too many wait");
        }
    }

    private void respond(VirtualAddress asker, byte[] queryId, byte[] body) {
        Optional<QueryBody> decoded = QueryBody.decode(body, asker);
        if (decoded.isEmpty()) {
            return;
        }
        QueryBody query = decoded.get();
        byte[] queryHash = QueryBody.hash(asker, body);
        for (QueryResponder responder : byService.getOrDefault(query.service(), List.of())) {
            try {
                responder.respond(
                        new Query(query.service(), query.payload()), new Sealing(asker, query, queryHash, queryId));
            } catch (Exception | LinkageError e) {
                // without its message, which may hold what was searched for
                StackTraceElement[] trace = e.getStackTrace();
                LOG.warn(
                        "a responder for {} failed: {} at {}",
                        query.service(),
                        e.getClass().getName(),
                        trace.length > 0 ? trace[0] : "an unknown place");
            }
        }
    }

    private synchronized boolean withinBudget() {
        return budget.take(clockMicros.getAsLong(), 1);
    }

    /** Seals the answers to one query, each from an address of its own. */
    private final class Sealing implements Answers {
        private final VirtualAddress asker;
        private final QueryBody query;
        private final byte[] queryHash;
        private final byte[] queryId;
        private final byte[] secret = epochSecret();
        private final long deadlineMicros = clockMicros.getAsLong() + DEADLINE_MICROS;
        private int sent;

        Sealing(VirtualAddress asker, QueryBody query, byte[] queryHash, byte[] queryId) {
            this.asker = asker;
            this.query = query;
            this.queryHash = queryHash;
            this.queryId = queryId;
        }

        @Override
        public int maxPayload() {
            return AnswerBody.MAX_PAYLOAD;
        }

        @Override
        public synchronized boolean send(byte[] payload) {
            if (cancelled() || sent >= MAX_ANSWERS || !withinBudget()) {
                return false;
            }
            byte[] context = ByteBuffer.allocate(queryHash.length + Integer.BYTES)
                    .put(queryHash)
                    .putInt(sent)
                    .array();
            AddressKeys keys = AddressKeys.fromSeed(secret, context);
            Optional<SealedAnswer> sealed = AnswerBody.seal(keys, query.asker(), queryHash, payload, random);
            if (sealed.isEmpty()) {
                return false;
            }
            sent++;
            loop.execute(() -> send(keys, sealed.get()));
            return true;
        }

        private void send(AddressKeys keys, SealedAnswer sealed) {
            Optional<OwnAddress> opened = addresses.openAnswering(keys);
            if (opened.isEmpty()) {
                keys.erase();
            }
            opened.ifPresent(own -> {
                own.meet(asker, query.asker(), sealed.answerHash());
                byte[] id = new byte[Message.ID_BYTES];
                random.nextBytes(id);
                Message message = new Message(MessageKind.ANSWER, own.address(), asker, id, Body.of(sealed.body()));
                routing.ownInput(loop.now(), (r, now) -> {
                    HandleLedger.Entry entry = routing.ledger().open(() -> {});
                    r.answer(now, message, queryId, entry.handle);
                    routing.ledger().inputReturned(entry);
                });
            });
        }

        @Override
        public boolean cancelled() {
            return clockMicros.getAsLong() > deadlineMicros;
        }
    }
}
