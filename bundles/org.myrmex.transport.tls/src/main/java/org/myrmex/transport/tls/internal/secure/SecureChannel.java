package org.myrmex.transport.tls.internal.secure;

import java.nio.ByteBuffer;
import java.util.List;
import org.myrmex.api.transport.PeerId;

/**
 * One end of an authenticated and encrypted stream. Bytes go in and come out; whoever holds it moves them. One thread at a
 * time: the handshake's first, that of live links afterwards.
 */
public interface SecureChannel {
    /** How far the handshake got with what it was given. */
    enum Handshake {
        /** It waits for bytes of the other end. */
        WAITS,
        /** The key of the other end is proven and welcome; further bytes are for {@link #open}. */
        DONE
    }

    /** What stopped {@link #open}. */
    enum Opened {
        /** The next record is not there in full. */
        NEEDS_BYTES,
        /** The next record might not fit into what is left of the target. */
        NEEDS_ROOM,
        /** The other end has said that nothing follows. */
        ENDED
    }

    /**
     * Goes on with the handshake. Takes what it can use of {@code received}, never a byte that belongs to the stream behind
     * it, and writes what must be sent, which may be needed even when it throws: an alert is owed to the other end.
     *
     * @param received from position to limit; what stays in it must be shown again with what follows
     * @param toSend with room for {@link #maxFlightBytes}
     * @throws ChannelRefusedException when it must end, with the reason
     */
    Handshake shakeHands(ByteBuffer received, ByteBuffer toSend) throws ChannelRefusedException;

    /** Most that one call of {@link #shakeHands} writes. */
    int maxFlightBytes();

    /**
     * Who is at the other end.
     *
     * @throws IllegalStateException before the handshake is {@link Handshake#DONE}
     */
    PeerId peer();

    /**
     * Decrypts whole records, one behind the other, as far as they are there and fit.
     *
     * @param received from position to limit; what stays is the beginning of a record
     * @param plain grows by what was decrypted; one record is at most {@link #maxRecordBytes}
     * @throws ChannelRefusedException when the bytes are not what the other end sent; nothing of that record is shown
     */
    Opened open(ByteBuffer received, ByteBuffer plain) throws ChannelRefusedException;

    /** Most plain bytes in one record. */
    int maxRecordBytes();

    /**
     * Encrypts, and writes with it whatever else the channel owes the other end.
     *
     * @param plain the parts one behind the other, each from position to limit and used up; may be empty
     * @param sealed with room for {@link #sealedBytes} of them
     */
    void seal(List<ByteBuffer> plain, ByteBuffer sealed) throws ChannelRefusedException;

    /** Most bytes that {@link #seal} makes of so many plain ones. */
    int sealedBytes(int plainBytes);

    /** Whether it owes the other end something even when nothing is to be said, such as the answer to a key update. */
    boolean owes();

    /**
     * Writes the last word, that nothing follows; secrets are forgotten. Nothing but {@link #peer} may be called
     * afterwards, and this once more, to no effect. What does not fit is not said.
     * During a handshake too, but not after {@link #shakeHands} threw: that has said its last word.
     */
    void end(ByteBuffer sealed);
}
