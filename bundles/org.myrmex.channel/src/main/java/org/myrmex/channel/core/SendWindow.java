package org.myrmex.channel.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The sending half: numbers messages, keeps them until they are acknowledged, finds which are lost. */
final class SendWindow {
    /** Sent at least once, not acknowledged; ordered by number. */
    private final List<Outgoing> flying = new ArrayList<>();

    /** Messages that may wait for their first turn, so that news of room in the window finds some. */
    static final int SPARE = 16;

    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
    private final CongestionWindow congestion = new CongestionWindow();
    private long queued;
    private long sentUpTo;
    private long limit;
    private long finishSequence = -1;
    private long largestEcho = Acknowledgement.NO_ECHO;

    SendWindow(long firstLimit) {
        this.limit = firstLimit;
    }

    /** What an acknowledgement brought. */
    record News(boolean progress, int messages, boolean finished) {
        static final News NONE = new News(false, 0, false);
    }

    void add(Segment.Kind kind, byte[] data) {
        if (kind == Segment.Kind.FINISH) {
            finishSequence = queued;
        }
        waiting.add(new Outgoing(kind, queued++, data));
    }

    /** What should go next, lost ones first; empty when the window or the peer's buffer is full. */
    Optional<Outgoing> next() {
        Outgoing firstLost = null;
        int outstanding = 0;
        for (Outgoing one : flying) {
            if (!one.lost()) {
                outstanding++;
            } else if (firstLost == null) {
                firstLost = one;
            }
        }
        if (outstanding >= congestion.messages()) {
            return Optional.empty();
        }
        if (firstLost != null) {
            return Optional.of(firstLost);
        }
        return starved() ? Optional.empty() : Optional.ofNullable(waiting.peek());
    }

    /** How many messages may be here that are not acknowledged. */
    int room() {
        return congestion.messages() + SPARE;
    }

    /** The message that {@link #next} gave is in a record. */
    void sent(Outgoing message, SentRecords.Sent record) {
        if (waiting.peek() == message) {
            flying.add(waiting.poll());
            sentUpTo = message.sequence + 1;
        }
        message.sent(record);
    }

    /** Takes in what the peer says, and learns the round-trip time by it. */
    News acknowledge(long now, Acknowledgement news, SentRecords records, RoundTrip roundTrip) {
        if (news.next() > sentUpTo) {
            return News.NONE;
        }
        limit = Math.max(limit, news.next() + news.credit());
        boolean progress = echo(now, news, records, roundTrip);
        List<Outgoing> arrived = new ArrayList<>();
        for (Iterator<Outgoing> all = flying.iterator(); all.hasNext(); ) {
            Outgoing one = all.next();
            if (news.covers(one.sequence)) {
                all.remove();
                arrived.add(one);
            }
        }
        int messages = 0;
        boolean finished = false;
        congestion.arrived(arrived.size());
        for (Outgoing one : arrived) {
            flying.forEach(other -> passed(now, other, one));
            messages += one.kind == Segment.Kind.MESSAGE ? 1 : 0;
            finished |= one.kind == Segment.Kind.FINISH;
        }
        return new News(progress || !arrived.isEmpty(), messages, finished);
    }

    private boolean echo(long now, Acknowledgement news, SentRecords records, RoundTrip roundTrip) {
        if (news.echo() <= largestEcho) {
            return false;
        }
        largestEcho = news.echo();
        Optional<SentRecords.Sent> sent = records.echoed(largestEcho);
        if (sent.isPresent() && news.echoDelayMillis() < Acknowledgement.LONG_AGO_MILLIS) {
            long micros = now - sent.get().micros() - news.echoDelayMillis() * 1000L;
            roundTrip.sample(micros);
            congestion.sample(now, micros);
        }
        return true;
    }

    private void passed(long now, Outgoing other, Outgoing arrived) {
        boolean before = other.lost();
        other.arrived(arrived);
        if (other.lost() && !before) {
            congestion.lost(now);
        }
    }

    /** Marks what left before an echoed record and a round trip ago. */
    void markOverdue(long now, RoundTrip roundTrip) {
        for (Outgoing one : flying) {
            if (!one.lost() && overdueAt(one, roundTrip) <= now) {
                one.markLost();
                congestion.lost(now);
            }
        }
    }

    /** When {@link #markOverdue} may find something. */
    long overdueAt(RoundTrip roundTrip) {
        long first = Long.MAX_VALUE;
        for (Outgoing one : flying) {
            if (!one.lost()) {
                first = Math.min(first, overdueAt(one, roundTrip));
            }
        }
        return first;
    }

    private long overdueAt(Outgoing one, RoundTrip roundTrip) {
        SentRecords.Sent sent = one.lastSent();
        return sent.counter() < largestEcho ? sent.micros() + roundTrip.lossDelayMicros() : Long.MAX_VALUE;
    }

    /** The lowest number that is on its way. */
    Optional<Outgoing> oldest() {
        return flying.stream().filter(one -> !one.lost()).findFirst();
    }

    /** Whether nothing is on its way and the peer has no room for what waits. */
    boolean stalled() {
        return flying.isEmpty() && !waiting.isEmpty() && starved();
    }

    private boolean starved() {
        return sentUpTo >= limit;
    }

    boolean nothingFlying() {
        return flying.isEmpty();
    }

    /** Whether nothing more may be added. */
    boolean closed() {
        return finishSequence >= 0;
    }

    /** Whether the peer has everything, the end included. */
    boolean complete() {
        return closed() && flying.isEmpty() && waiting.isEmpty();
    }

    void clear() {
        flying.clear();
        waiting.clear();
    }
}
