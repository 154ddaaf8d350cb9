package org.myrmex.discovery.hostcatcher.caught;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.discovery.PeerRecord;

/** Tells where a {@link PeerRecord} ends and the next one begins; what is in it is for whoever verifies it. */
final class RecordBytes {
    private static final int VERSION = 1;
    private static final int MAX_SCHEME_LENGTH = 6;
    /** Port, day, key and signature. */
    private static final int BYTES_BEHIND_ADDRESS = 2 + 2 + 32 + 64;

    private RecordBytes() {}

    /**
     * All that is left of a message.
     *
     * @return empty when there are not exactly so many
     */
    static Optional<List<ByteBuffer>> split(ByteBuffer in, int count) {
        List<ByteBuffer> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = length(in);
            if (length == 0 || length > in.remaining()) {
                return Optional.empty();
            }
            records.add(in.slice(in.position(), length).asReadOnlyBuffer());
            in.position(in.position() + length);
        }
        return in.hasRemaining() ? Optional.empty() : Optional.of(List.copyOf(records));
    }

    /** Bytes of the record that begins here; 0 when none does. */
    private static int length(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() < 2 || in.get(start) != VERSION) {
            return 0;
        }
        int schemeLength = in.get(start + 1);
        int at = 2 + schemeLength;
        if (schemeLength < 1 || schemeLength > MAX_SCHEME_LENGTH || in.remaining() <= at) {
            return 0;
        }
        int addressLength = in.get(start + at);
        return addressLength == 4 || addressLength == 16 ? at + 1 + addressLength + BYTES_BEHIND_ADDRESS : 0;
    }
}
