package org.myrmex.transport.tls.internal.tls13;

/** Sizes and numbers of RFC 8446 sections 5.1, 5.2 and 6. */
final class RecordFormat {
    static final int HEADER_BYTES = 5;
    static final int MAX_CONTENT_BYTES = 1 << 14;
    /** Content, its type and padding. */
    static final int MAX_INNER_BYTES = MAX_CONTENT_BYTES + 1;

    static final int MAX_SEALED_BYTES = MAX_INNER_BYTES + Protection.TAG_BYTES;
    /** What a record takes beside its content: header, type and tag. */
    static final int OVERHEAD_BYTES = HEADER_BYTES + 1 + Protection.TAG_BYTES;

    static final byte ALERT = 21;
    static final byte HANDSHAKE = 22;
    static final byte APPLICATION_DATA = 23;
    static final byte VERSION_MAJOR = 3;
    static final byte VERSION_MINOR = 3;

    static final byte NEW_SESSION_TICKET = 4;
    static final byte KEY_UPDATE = 24;

    private RecordFormat() {}
}
