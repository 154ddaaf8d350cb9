package org.myrmex.channel.core;

import java.util.Optional;
import org.myrmex.api.channel.ChannelListener.End;
import org.myrmex.api.routing.SendOptions.Route;
import org.myrmex.api.routing.VirtualAddress;

/**
 * One channel after its handshake: ordered, reliable messages both ways over datagrams that get lost. A state machine:
 * inputs carry the time in microseconds, effects are calls of {@link ConversationEffects}. One thread at a time.
 */
public final class Conversation {
    /** Sequence numbers that a side takes at first, told in ACCEPT. */
    public static final int FIRST_CREDIT = ReceiveWindow.BUFFER_MESSAGES;

    /** Messages that may be sent before the first is acknowledged. */
    public static final int FIRST_ROOM = CongestionWindow.FIRST + SendWindow.SPARE;

    /** Bytes that one message may have. */
    public static final int MAX_MESSAGE_BYTES = Segment.MAX_DATA_BYTES;

    /** While the peer has no room it is asked so often whether it has. */
    static final long STALLED_MICROS = 2_000_000;

    /** Who has finished still answers for so long: his last acknowledgement may have been lost. */
    static final long LINGER_MICROS = 60_000_000;

    /** A closed side repeats its RESET at most so often, each time a record still comes. */
    static final int MAX_RESETS = 16;

    private static final byte[] NOTHING = new byte[0];

    private final boolean opener;
    private final ChannelKeys keys;
    private final Unsealer unsealer;
    private final ReceiveWindow receiving;
    private final SendWindow sending;
    private final Transmitter transmitter;
    private final RoundTrip roundTrip = new RoundTrip();
    private final Liveness liveness;
    private final ConversationEffects effects;

    private boolean mayTalk;

    /** The peer was heard: before, CONFIRM is repeated without backing off, as the answerer waits 10 s for it. */
    private boolean proven;

    private boolean finishTold;
    private End end;
    private boolean closedByUs;
    private int resetsLeft = MAX_RESETS;
    private long overAtMicros = Long.MAX_VALUE;
    private boolean over;

    private Conversation(
            long now,
            boolean opener,
            ChannelKeys keys,
            Parties parties,
            long firstLimit,
            long firstCounter,
            Setting setting) {
        VirtualAddress a = parties.opener();
        VirtualAddress b = parties.answerer();
        this.opener = opener;
        this.keys = keys;
        this.unsealer = opener ? new Unsealer(keys.toOpener(), b, a) : new Unsealer(keys.toAnswerer(), a, b);
        this.receiving = new ReceiveWindow(setting.budget());
        this.sending = new SendWindow(firstLimit);
        this.liveness = new Liveness(now, setting.silenceMicros());
        this.effects = setting.effects();
        Sealer sealer = opener
                ? new Sealer(keys.toAnswerer(), a, b, firstCounter)
                : new Sealer(keys.toOpener(), b, a, firstCounter);
        this.transmitter = new Transmitter(sealer, receiving, liveness, effects);
    }

    /** The opener's side: says at once what it wants. */
    public static Conversation opened(
            long now, OpenerHandshake.Agreed agreed, Parties parties, Confirm confirm, Setting setting) {
        return opened(now, agreed, parties, confirm, 0, setting);
    }

    /** The same, with records numbered from another counter, so that a test can come to the end of an epoch. */
    static Conversation opened(
            long now,
            OpenerHandshake.Agreed agreed,
            Parties parties,
            Confirm confirm,
            long firstCounter,
            Setting setting) {
        Conversation conversation =
                new Conversation(now, true, agreed.keys(), parties, agreed.credit(), firstCounter, setting);
        conversation.mayTalk = true;
        conversation.sending.add(Segment.Kind.CONFIRM, confirm.encode());
        conversation.pump(now);
        return conversation;
    }

    /** The answerer's side: silent until the opener has proven his keys. */
    public static Conversation answered(long now, ChannelKeys keys, Parties parties, Setting setting) {
        return new Conversation(now, false, keys, parties, 0, 0, setting);
    }

    /** Tag of the records that come to us. */
    public int tag() {
        return opener ? keys.toOpener().tag() : keys.toAnswerer().tag();
    }

    /** h4 of the protocol. */
    public byte[] transcript() {
        return keys.transcript().clone();
    }

    /** A record came from the peer's address to ours, or seems to. */
    public void received(long now, Packet.Data data) {
        if (over) {
            return;
        }
        Optional<Segment> opened = unsealer.open(data);
        if (opened.isEmpty()) {
            return;
        }
        Segment segment = opened.get();
        if (closedByUs) {
            repeatReset(now);
            return;
        }
        if (!isPossible(segment)) {
            return;
        }
        boolean inDoubt = liveness.timeouts() > 0;
        proven = true;
        liveness.heard(now);
        receiving.heard(now, data.counter());
        acknowledged(now, segment.acknowledgement());
        switch (segment.kind()) {
            case RESET -> end(now, End.RESET);
            case PROBE -> {
                receiving.probed();
                if (inDoubt) {
                    // the peer looks for us as well: the route may be back, so there is no reason to wait
                    sending.oldest().ifPresent(Outgoing::markLost);
                }
            }
            case ACKNOWLEDGE -> {
                // nothing but what every record says
            }
            default -> receiving.add(now, segment);
        }
        deliver(now);
        pump(now);
    }

    /** CONFIRM is the opener's number 0 and nothing else is; nobody can have heard what was not said. */
    private boolean isPossible(Segment segment) {
        boolean first = !opener && segment.kind().sequenced() && segment.sequence() == 0;
        return first == (segment.kind() == Segment.Kind.CONFIRM)
                && transmitter.knows(segment.acknowledgement().echo());
    }

    private void repeatReset(long now) {
        if (resetsLeft > 0) {
            resetsLeft--;
            say(now, Segment.Kind.RESET, Route.KNOWN);
        }
    }

    private void acknowledged(long now, Acknowledgement news) {
        SendWindow.News brought = sending.acknowledge(now, news, transmitter.records(), roundTrip);
        if (brought.progress()) {
            liveness.progress(now);
            sending.markOverdue(now, roundTrip);
        }
        if (brought.messages() > 0 && end == null) {
            effects.acknowledged(brought.messages(), sending.room());
        }
        if (sending.complete() && !finishTold && end == null) {
            finishTold = true;
            effects.finished();
        }
    }

    private void deliver(long now) {
        while (end == null) {
            Optional<Segment> next = receiving.take();
            if (next.isEmpty()) {
                break;
            }
            Segment segment = next.get();
            if (segment.kind() == Segment.Kind.MESSAGE) {
                effects.deliver(segment.data());
            } else if (segment.kind() == Segment.Kind.CONFIRM) {
                confirm(now, segment);
            }
        }
        if (end == null && receiving.drained() && sending.complete()) {
            end(now, End.FINISHED);
        }
    }

    private void confirm(long now, Segment segment) {
        mayTalk = true;
        Optional<Confirm> confirm = Confirm.decode(segment.data());
        if (confirm.isPresent()) {
            effects.confirmed(confirm.get());
        } else {
            close(now);
        }
    }

    /** Queues a message; the caller bounds how many wait. */
    public void send(long now, byte[] message) {
        if (end == null && !sending.closed()) {
            sending.add(Segment.Kind.MESSAGE, message);
            pump(now);
        }
    }

    /** Nothing more will be sent. */
    public void finish(long now) {
        if (end == null && !sending.closed()) {
            sending.add(Segment.Kind.FINISH, NOTHING);
            pump(now);
        }
    }

    /** So many more messages may be delivered. */
    public void request(long now, long messages) {
        receiving.request(messages);
        deliver(now);
        pump(now);
    }

    /** The listener has the oldest of the messages that were delivered. */
    public void consumed(long now, int messages) {
        for (int i = 0; i < messages; i++) {
            receiving.consumed();
        }
        pump(now);
    }

    /** The record has left this peer, or was dropped by it. */
    public void written(long now, long counter) {
        transmitter.records().written(now, counter);
        pump(now);
    }

    /** Ends at once, and tells the peer if that works. */
    public void close(long now) {
        if (end == null) {
            closedByUs = mayTalk;
            end(now, End.RESET);
            if (mayTalk) {
                say(now, Segment.Kind.RESET, Route.KNOWN);
            }
        }
    }

    /** Our address is gone. */
    public void lose(long now) {
        if (end == null) {
            end(now, End.LOST);
        }
        over();
    }

    /** Time has passed. */
    public void tick(long now) {
        if (over || now >= overAtMicros) {
            over();
            return;
        }
        if (end == null && !settled() && now >= liveness.lostAt()) {
            end(now, End.LOST);
            return;
        }
        transmitter.records().forgive(now);
        sending.markOverdue(now, roundTrip);
        if (now >= retransmitAt()) {
            timedOut(now);
        }
        if (now >= askAt()) {
            boolean fresh = liveness.ask(now);
            say(now, Segment.Kind.PROBE, fresh ? Route.FRESH : Route.KNOWN);
        }
        pump(now);
        if (now >= keepAliveAt()) {
            say(now, Segment.Kind.ACKNOWLEDGE, Route.KNOWN);
        }
    }

    private void timedOut(long now) {
        liveness.timedOut(now);
        if (liveness.freshDue(now)) {
            liveness.freshAsked(now);
            askFreshRoute(now);
        } else if (sending.stalled()) {
            say(now, Segment.Kind.PROBE, Route.KNOWN);
        } else {
            sending.oldest().ifPresent(Outgoing::markLost);
        }
    }

    /** By a small record, as everybody relays it; by CONFIRM itself, as the answerer is silent before he has it. */
    private void askFreshRoute(long now) {
        Optional<Outgoing> small = sending.oldest()
                .filter(one -> Packet.padded(Segment.HEADER_BYTES + one.data.length) == Packet.SMALLEST_BYTES);
        if (small.isPresent()) {
            transmit(now, small.get(), Route.FRESH);
        } else {
            say(now, Segment.Kind.PROBE, Route.FRESH);
        }
    }

    /** When {@link #tick} has something to do. */
    public long nextWakeUp() {
        if (over) {
            return Long.MAX_VALUE;
        }
        long wake = overAtMicros;
        if (mayTalk) {
            wake = Math.min(wake, Math.max(receiving.acknowledgeAt(), transmitter.tryAgainAt()));
        }
        if (end != null) {
            return wake;
        }
        if (transmitter.tryAgainAt() != Long.MIN_VALUE) {
            wake = Math.min(wake, transmitter.tryAgainAt());
        }
        wake = Math.min(wake, settled() ? Long.MAX_VALUE : liveness.lostAt());
        wake = Math.min(wake, transmitter.forgiveAt());
        wake = Math.min(wake, sending.overdueAt(roundTrip));
        wake = Math.min(wake, Math.min(retransmitAt(), askAt()));
        return Math.min(wake, keepAliveAt());
    }

    private long retransmitAt() {
        if (!mayTalk || end != null) {
            return Long.MAX_VALUE;
        }
        long timeout = roundTrip.timeoutMicros(proven ? liveness.timeouts() : 0);
        if (sending.stalled()) {
            return liveness.armedMicros() + Math.max(timeout, STALLED_MICROS);
        }
        return sending.oldest()
                .map(one -> Math.max(liveness.armedMicros(), one.lastSent().countsFromMicros()) + timeout)
                .orElse(Long.MAX_VALUE);
    }

    private long askAt() {
        boolean idle = mayTalk && end == null && sending.nothingFlying() && !settled();
        return idle ? liveness.askAt() : Long.MAX_VALUE;
    }

    private long keepAliveAt() {
        return mayTalk && end == null && !settled() ? liveness.keepAliveAt() : Long.MAX_VALUE;
    }

    /** Whether each side has all that the other has to say: then nobody needs to be heard any more. */
    private boolean settled() {
        return sending.complete() && receiving.complete();
    }

    private void pump(long now) {
        if (!mayTalk || over) {
            return;
        }
        while (end == null && transmitter.mayTry(now) && !transmitter.full(now)) {
            Optional<Outgoing> next = sending.next();
            if (next.isEmpty() || !transmit(now, next.get(), Route.KNOWN)) {
                break;
            }
        }
        if (receiving.acknowledgementDue(now) && transmitter.mayTry(now) && !over) {
            say(now, Segment.Kind.ACKNOWLEDGE, Route.KNOWN);
        }
    }

    private boolean transmit(long now, Outgoing message, Route route) {
        Optional<SentRecords.Sent> sent =
                transmitter.transmit(now, message.kind, message.sequence, message.data, route);
        sent.ifPresent(record -> sending.sent(message, record));
        endWithEpoch(now);
        return sent.isPresent();
    }

    private void say(long now, Segment.Kind kind, Route route) {
        transmitter.say(now, kind, route);
        endWithEpoch(now);
    }

    private void endWithEpoch(long now) {
        if (transmitter.exhausted()) {
            end(now, End.LOST);
            over();
        }
    }

    private void end(long now, End how) {
        if (end != null) {
            return;
        }
        end = how;
        sending.clear();
        receiving.clear();
        effects.ended(how);
        if (how == End.FINISHED || closedByUs) {
            overAtMicros = now + LINGER_MICROS;
        } else {
            over();
        }
    }

    private void over() {
        if (!over) {
            over = true;
            keys.erase();
        }
    }

    /** Whether it ended and nobody needs an answer any more. */
    public boolean isOver() {
        return over;
    }
}
