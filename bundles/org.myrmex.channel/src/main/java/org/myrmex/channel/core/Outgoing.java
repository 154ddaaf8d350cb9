package org.myrmex.channel.core;

/** A numbered message from its being queued to its being acknowledged. */
final class Outgoing {
    /** So many later ones must have arrived before it counts as lost (RFC 9002, kPacketThreshold). */
    private static final int REORDERING = 3;

    final Segment.Kind kind;
    final long sequence;
    final byte[] data;

    private SentRecords.Sent sent;
    private boolean lost;
    private int laterArrived;

    Outgoing(Segment.Kind kind, long sequence, byte[] data) {
        this.kind = kind;
        this.sequence = sequence;
        this.data = data;
    }

    /** It is in a record on its way. */
    void sent(SentRecords.Sent record) {
        sent = record;
        lost = false;
        laterArrived = 0;
    }

    SentRecords.Sent lastSent() {
        return sent;
    }

    boolean lost() {
        return lost;
    }

    void markLost() {
        lost = true;
    }

    /** A message arrived; if its record left after ours, ours may be lost. */
    void arrived(Outgoing other) {
        if (!lost && other.sent.counter() > sent.counter()) {
            laterArrived++;
            lost = laterArrived >= REORDERING;
        }
    }
}
