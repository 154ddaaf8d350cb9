package org.myrmex.mesh.flow;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first frame each way: version(1) = 1, oldest and newest protocol version spoken (1 each), number of routing protocols
 * (1), for each its length (1) and name, the window of a flow in bytes (4), the sender's token of the link (8), the
 * receiver's token of the link that this connection carries on (8), and flags (1): bit 0 lacks neighbours, the rest 0.
 *
 * @param oldestVersion oldest protocol version that is spoken
 * @param newestVersion newest protocol version that is spoken
 * @param routings wires of the routing protocols spoken, best first, at most 8
 * @param windowBytes credits that each flow towards the sender of this hello starts with
 * @param token the sender's name for the link, chosen at random for each link, never 0: whoever knows it has the link still
 * @param renews the receiver's token of the link that goes on over this connection; 0 for a new link
 * @param lacking whether the sender lacks two neighbours or more: for who dials for a new link, so that room is made; false in
 *     every other hello, for how a peer fares is nobody's business
 */
public record Hello(
        int oldestVersion,
        int newestVersion,
        List<String> routings,
        int windowBytes,
        long token,
        long renews,
        boolean lacking) {
    /** Version of the overlay protocol that this code speaks. */
    public static final int PROTOCOL_VERSION = 1;

    private static final int FORMAT = 1;
    private static final int MAX_ROUTINGS = 8;
    private static final int MAX_NAME_BYTES = 32;
    private static final int MAX_WINDOW_BYTES = 1 << 20;
    private static final int LACKING = 1;

    /** Its bytes, at most {@link SizeClass#UNPADDED_BYTES}. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(SizeClass.UNPADDED_BYTES);
        out.put((byte) FORMAT).put((byte) oldestVersion).put((byte) newestVersion);
        out.put((byte) routings.size());
        for (String name : routings) {
            byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
            out.put((byte) ascii.length).put(ascii);
        }
        out.putInt(windowBytes).putLong(token).putLong(renews).put((byte) (lacking ? LACKING : 0));
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /** Reads one; empty for anything that {@link #encode} would not write. */
    public static Optional<Hello> decode(ByteBuffer in) {
        try {
            if (in.get() != FORMAT) {
                return Optional.empty();
            }
            int oldest = in.get() & 0xFF;
            int newest = in.get() & 0xFF;
            int count = in.get() & 0xFF;
            if (oldest == 0 || newest < oldest || count > MAX_ROUTINGS) {
                return Optional.empty();
            }
            List<String> names = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] ascii = new byte[in.get() & 0xFF];
                if (ascii.length == 0 || ascii.length > MAX_NAME_BYTES) {
                    return Optional.empty();
                }
                in.get(ascii);
                for (byte b : ascii) {
                    if (b <= ' ' || b > '~') {
                        return Optional.empty();
                    }
                }
                names.add(new String(ascii, StandardCharsets.US_ASCII));
            }
            int window = in.getInt();
            if (window < SizeClass.BLOCK_BYTES || window > MAX_WINDOW_BYTES) {
                return Optional.empty();
            }
            long token = in.getLong();
            long renews = in.getLong();
            int flags = in.get();
            if (in.hasRemaining() || token == 0 || (flags & ~LACKING) != 0) {
                return Optional.empty();
            }
            return Optional.of(new Hello(oldest, newest, List.copyOf(names), window, token, renews, flags == LACKING));
        } catch (BufferUnderflowException cutOff) {
            return Optional.empty();
        }
    }

    /** Whether a version is spoken by both. */
    public boolean speaks(int version) {
        return oldestVersion <= version && version <= newestVersion;
    }
}
