package org.myrmex.api.transport;

/** Why a connection or link ended: a fixed list, so that a reason never carries text of the other side. */
public enum CloseReason {
    /** We were asked to stop, or the other side said so. */
    STOPPED(1),
    /** The other end closed or vanished. */
    GONE(2),
    /** Nobody answers at the address, or the name does not resolve. */
    UNREACHABLE(3),
    /** The handshake was not finished in time. */
    HANDSHAKE_TIMEOUT(4),
    /** The handshake failed: no common version, group or suite. */
    HANDSHAKE_FAILED(5),
    /** The other end showed no certificate, or not exactly one with an Ed25519 key. */
    BAD_CERTIFICATE(6),
    /** The key is not the one that the address names. */
    WRONG_PEER(7),
    /** Bytes that are no frame. */
    MALFORMED_FRAME(8),
    /** A frame over the limits. */
    OVERSIZED_FRAME(9),
    /** The first frame was no hello, or a hello that cannot be read. */
    BAD_HELLO(10),
    /** No hello in time. */
    HELLO_TIMEOUT(11),
    /** No routing protocol that both speak. */
    NO_COMMON_ROUTING(12),
    /** No common protocol version. */
    NO_COMMON_VERSION(13),
    /** Nothing was heard for the idle limit. */
    IDLE(14),
    /** The other side sent more than its credits or its share allow. */
    OVER_LIMIT(15),
    /** Both sides dialled: the other connection stays. */
    DOUBLE_DIAL(16),
    /** The peer dialled itself. */
    SELF(17),
    /** Too many links or unfinished handshakes. */
    TOO_MANY(18),
    /** A routing message that its protocol calls impossible. */
    PROTOCOL_ERROR(19),
    /** The transport bundle went away; the mesh dials again when one is back. */
    TRANSPORT_GONE(20),
    /** A fault of this side; the log has it. */
    INTERNAL(21),
    /** A younger connection between the same two peers carries the link on; nothing is lost. */
    RENEWED(22),
    /** The other side misbehaved not long ago, or is not among those that are wanted. */
    UNWANTED(23),
    /** A full house made room for somebody who has few neighbours; who was sent away has others. */
    MADE_ROOM(24);

    private final int code;

    CloseReason(int code) {
        this.code = code;
    }

    /** The number on the wire, 1 to 255. */
    public int code() {
        return code;
    }

    /** The reason of a number; {@link #GONE} for one that this version does not know. */
    public static CloseReason of(int code) {
        for (CloseReason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        return GONE;
    }
}
