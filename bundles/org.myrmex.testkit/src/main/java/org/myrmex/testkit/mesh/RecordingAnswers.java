package org.myrmex.testkit.mesh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.myrmex.api.mesh.Answers;

/** Takes so many answers and keeps them, as the mesh would send them. */
public final class RecordingAnswers implements Answers {
    /** Bytes of the payload that fits an answer of the large class. */
    public static final int MAX_PAYLOAD = 14_379;

    private final int room;
    private final List<byte[]> sent = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean refused;
    private volatile boolean sentAfterRefusal;

    /** @param room answers that are taken; with 0 the asker is gone already */
    public RecordingAnswers(int room) {
        this.room = room;
    }

    @Override
    public int maxPayload() {
        return MAX_PAYLOAD;
    }

    @Override
    public boolean send(byte[] payload) {
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("an answer of " + payload.length + " bytes, over " + MAX_PAYLOAD);
        }
        sentAfterRefusal |= refused;
        if (sent.size() >= room) {
            refused = true;
            return false;
        }
        sent.add(payload.clone());
        return true;
    }

    @Override
    public boolean cancelled() {
        return sent.size() >= room;
    }

    /** What was taken, in order. */
    public List<byte[]> sent() {
        return List.copyOf(sent);
    }

    /** Whether the responder went on after it was told that nothing more is taken. */
    public boolean sentAfterRefusal() {
        return sentAfterRefusal;
    }
}
