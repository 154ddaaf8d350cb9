package org.myrmex.transport.tls.internal.tls13;

import org.bouncycastle.tls.AlertDescription;

/**
 * The few handshake messages that may come behind the handshake (RFC 8446 section 4.6), however they are cut. It keeps five
 * bytes and no more.
 */
final class PostHandshake {
    /** What a byte completed. */
    enum Message {
        NONE,
        /** The other end seals with a new key from the next record on. */
        UPDATE,
        /** That, and it wants to see a new key of ours. */
        UPDATE_REQUESTED,
        /** For a resumption that never comes. */
        TICKET
    }

    private static final int HEADER_BYTES = 4;
    private static final int MAX_TICKET_BYTES = 8 * 1024;

    private final boolean tickets;
    private int seen;
    private int type;
    private int length;

    /** @param tickets whether the other end is one that may send them: the answerer */
    PostHandshake(boolean tickets) {
        this.tickets = tickets;
    }

    /** Whether a message has begun and not ended, so that no other kind of record may come. */
    boolean inside() {
        return seen > 0;
    }

    Message take(byte next) throws RecordException {
        int value = next & 0xFF;
        seen++;
        if (seen == 1) {
            type = value;
            length = 0;
            if (type != RecordFormat.KEY_UPDATE && !(tickets && type == RecordFormat.NEW_SESSION_TICKET)) {
                throw RecordException.of(AlertDescription.unexpected_message, "a message out of turn");
            }
            return Message.NONE;
        }
        if (seen <= HEADER_BYTES) {
            length = length << Byte.SIZE | value;
            if (seen == HEADER_BYTES) {
                checkLength();
            }
            return Message.NONE;
        }
        if (seen < HEADER_BYTES + length) {
            return Message.NONE;
        }
        seen = 0;
        if (type == RecordFormat.NEW_SESSION_TICKET) {
            return Message.TICKET;
        }
        return switch (value) {
            case 0 -> Message.UPDATE;
            case 1 -> Message.UPDATE_REQUESTED;
            default -> throw RecordException.of(AlertDescription.illegal_parameter, "a key update of no kind");
        };
    }

    private void checkLength() throws RecordException {
        boolean fits = type == RecordFormat.KEY_UPDATE ? length == 1 : length > 0 && length <= MAX_TICKET_BYTES;
        if (!fits) {
            throw RecordException.of(AlertDescription.decode_error, "a message of a length it cannot have");
        }
    }
}
