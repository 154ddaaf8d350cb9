package org.myrmex.mesh.internal;

import java.nio.ByteBuffer;
import java.util.List;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.mesh.flow.FrameTypes;
import org.myrmex.mesh.flow.Goodbye;

/** Frames that no link queues: the first on a connection and the last on one that is no link's any more. */
final class BareFrame {
    private BareFrame() {}

    /** Says why, as the last frame; false when the connection has no room for it now. */
    static boolean say(Connection connection, CloseReason why) {
        return send(connection, FrameTypes.CLOSE, Goodbye.encode(why));
    }

    /** Sends one frame past every queue. */
    static boolean send(Connection connection, int type, byte[] bytes) {
        Frame frame = new Frame(type, 0, ByteBuffer.allocate(0), Body.of(bytes));
        boolean taken = connection.send(List.of(frame)) == 1;
        if (!taken) {
            frame.body().release();
        }
        return taken;
    }
}
