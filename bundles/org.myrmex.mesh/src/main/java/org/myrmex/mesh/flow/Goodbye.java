package org.myrmex.mesh.flow;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.transport.CloseReason;

/** Bodies of CLOSE frames, the last on a connection: version(1) = 1, reason(1). */
public final class Goodbye {
    private static final int FORMAT = 1;

    private Goodbye() {}

    /** The body for a reason. */
    public static byte[] encode(CloseReason why) {
        return new byte[] {FORMAT, (byte) why.code()};
    }

    /** Reads the reason; empty when malformed. */
    public static Optional<CloseReason> decode(ByteBuffer in) {
        if (in.remaining() != 2 || in.get() != FORMAT) {
            return Optional.empty();
        }
        return Optional.of(CloseReason.of(in.get() & 0xFF));
    }
}
