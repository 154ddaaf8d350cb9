package org.myrmex.mesh.flow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bodies of CREDIT frames: version(1) = 1, count(1), for each a flow number (2) and bytes (4). */
public final class Credits {
    /** Most grants in one frame: it stays below the unpadded class. */
    public static final int MAX_GRANTS = 84;

    private static final int FORMAT = 1;
    private static final int GRANT_BYTES = 6;

    private Credits() {}

    /**
     * Credits for one flow.
     *
     * @param flow link-local number, 1 to 65535
     * @param bytes above 0
     */
    public record Grant(int flow, int bytes) {}

    /** The bytes of at most {@link #MAX_GRANTS} grants. */
    public static byte[] encode(List<Grant> grants) {
        ByteBuffer out = ByteBuffer.allocate(2 + grants.size() * GRANT_BYTES);
        out.put((byte) FORMAT).put((byte) grants.size());
        for (Grant grant : grants) {
            out.putShort((short) grant.flow()).putInt(grant.bytes());
        }
        return out.array();
    }

    /** Reads them; empty when malformed. */
    public static Optional<List<Grant>> decode(ByteBuffer in) {
        if (in.remaining() < 2 || in.get() != FORMAT) {
            return Optional.empty();
        }
        int count = in.get() & 0xFF;
        if (count > MAX_GRANTS || in.remaining() != count * GRANT_BYTES) {
            return Optional.empty();
        }
        List<Grant> grants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Grant grant = new Grant(in.getShort() & 0xFFFF, in.getInt());
            if (grant.flow() == 0 || grant.bytes() <= 0) {
                return Optional.empty();
            }
            grants.add(grant);
        }
        return Optional.of(grants);
    }
}
