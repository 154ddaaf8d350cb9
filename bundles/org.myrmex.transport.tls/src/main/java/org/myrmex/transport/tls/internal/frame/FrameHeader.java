package org.myrmex.transport.tls.internal.frame;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.TransportLimits;

/**
 * The 16 bytes before each frame, big-endian: type u8, version u8, size class u8, reserved u8, flow u16, header length u16,
 * body length u32, reserved u32.
 *
 * @param bodyLength as read, so that no value of 32 bits looks negative
 */
public record FrameHeader(
        int type,
        int version,
        int sizeClass,
        int reserved,
        int flow,
        int headerLength,
        long bodyLength,
        int reservedTail) {
    /** The only version so far. */
    public static final int VERSION = 1;

    /**
     * The header of a frame to send.
     *
     * @throws IllegalArgumentException when the frame breaks a limit or its body fits no size class
     */
    public static FrameHeader of(Frame frame, TransportLimits limits) {
        int headerLength = frame.header().remaining();
        int bodyLength = frame.body().length();
        if (frame.type() < 0 || frame.type() > 0xFF || frame.flow() < 0 || frame.flow() > 0xFFFF) {
            throw new IllegalArgumentException("a frame has a type of 8 bits and a flow of 16 bits");
        }
        if (headerLength > limits.maxHeaderBytes()) {
            throw new IllegalArgumentException("a header of " + headerLength + " bytes is over the limit");
        }
        if (bodyLength > limits.maxBodyBytes()) {
            throw new IllegalArgumentException("a body of " + bodyLength + " bytes is over the limit");
        }
        int sizeClass = SizeClass.of(bodyLength);
        return new FrameHeader(frame.type(), VERSION, sizeClass, 0, frame.flow(), headerLength, bodyLength, 0);
    }

    /** Reads 16 bytes, whatever they say. */
    public static FrameHeader read(ByteBuffer from) {
        return new FrameHeader(
                from.get() & 0xFF,
                from.get() & 0xFF,
                from.get() & 0xFF,
                from.get() & 0xFF,
                from.getShort() & 0xFFFF,
                from.getShort() & 0xFFFF,
                from.getInt() & 0xFFFFFFFFL,
                from.getInt());
    }

    /** Writes 16 bytes. */
    public void write(ByteBuffer to) {
        to.put((byte) type).put((byte) version).put((byte) sizeClass).put((byte) reserved);
        to.putShort((short) flow).putShort((short) headerLength);
        to.putInt((int) bodyLength).putInt(reservedTail);
    }

    /** Writes the 16 bytes before a frame that {@link #of} has accepted. */
    public static void write(Frame frame, ByteBuffer to) {
        int bodyLength = frame.body().length();
        to.put((byte) frame.type())
                .put((byte) VERSION)
                .put((byte) SizeClass.of(bodyLength))
                .put((byte) 0);
        to.putShort((short) frame.flow()).putShort((short) frame.header().remaining());
        to.putInt(bodyLength).putInt(0);
    }

    /** Why a frame that begins so ends the connection, if it does. */
    public Optional<CloseReason> fault(TransportLimits limits) {
        if (version != VERSION || reserved != 0 || reservedTail != 0) {
            return Optional.of(CloseReason.MALFORMED_FRAME);
        }
        if (headerLength > limits.maxHeaderBytes() || bodyLength > limits.maxBodyBytes()) {
            return Optional.of(CloseReason.OVERSIZED_FRAME);
        }
        return SizeClass.fits(sizeClass, bodyLength) ? Optional.empty() : Optional.of(CloseReason.MALFORMED_FRAME);
    }
}
