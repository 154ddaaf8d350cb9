package org.myrmex.discovery.hostcatcher.internal;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcatcher.caught.Named;

/** A peer that is named by a record whose signature was right. */
record Signed(PeerRecord record) implements Named {
    /** How they are read and written. */
    static final Records<Signed> RECORDS = new Records<>() {
        @Override
        public Optional<Signed> read(ByteBuffer bytes) {
            return PeerRecord.decode(bytes.duplicate()).map(Signed::new);
        }

        @Override
        public ByteBuffer write(Signed signed) {
            return ByteBuffer.wrap(signed.record.encode());
        }
    };

    @Override
    public PeerAddress address() {
        return record.address();
    }

    @Override
    public Realm realm() {
        return record.realm();
    }

    @Override
    public int day() {
        return record.day();
    }
}
