package org.myrmex.channel.core;

import java.util.Optional;
import org.myrmex.api.routing.VirtualAddress;

/** Opens the records of one direction; whatever is wrong with one, the answer is the same: nothing. */
final class Unsealer {
    private final Gcm gcm;
    private final RecordFormat format;
    private final int tag;
    private final ReplayWindow window = new ReplayWindow();
    private final byte[] plain = new byte[Packet.LARGEST_BYTES - Packet.DATA_OVERHEAD_BYTES];

    Unsealer(ChannelKeys.Direction keys, VirtualAddress from, VirtualAddress to) {
        this.gcm = new Gcm(keys.key());
        this.format = new RecordFormat(keys, from, to);
        this.tag = keys.tag();
    }

    /** The segment of a record that is sealed by our peer, new and well formed. */
    Optional<Segment> open(Packet.Data data) {
        long counter = data.counter();
        boolean possible = data.tag() == tag
                && data.epoch() == RecordFormat.EPOCH
                && counter >= 0
                && counter < RecordFormat.RECORDS_OF_AN_EPOCH
                && window.isNew(counter);
        if (!possible) {
            return Optional.empty();
        }
        byte[] sealed = data.sealed();
        boolean good = gcm.open(format.nonce(counter), format.associated(counter), sealed, 0, sealed.length, plain);
        if (!good) {
            return Optional.empty();
        }
        window.mark(counter);
        return Segment.decode(plain, sealed.length - Gcm.TAG_BYTES);
    }
}
