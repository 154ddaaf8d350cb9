package org.myrmex.transport.tls.internal.tls13;

import static org.myrmex.transport.tls.internal.tls13.RecordFormat.ALERT;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.APPLICATION_DATA;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.HANDSHAKE;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.HEADER_BYTES;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.MAX_SEALED_BYTES;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.bouncycastle.tls.AlertDescription;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Opened;

/** Makes bytes of records. After an exception it must not be used again. One thread at a time. */
final class RecordReader {
    /** Records in a row that bring nothing: padding against observers is in the frames, so nobody needs them. */
    static final int MAX_IDLE_RECORDS = 32;

    private final Protection protection;
    private final KeyLimits limits;
    private final Scratch scratch;
    private final PostHandshake messages;
    private final Runnable answer;
    private final byte[] header = new byte[HEADER_BYTES];
    private long received;
    private long updates;
    private int idle;
    private boolean ended;

    /** @param answer is called when the other end wants to see a new key */
    RecordReader(Protection protection, KeyLimits limits, Scratch scratch, boolean tickets, Runnable answer) {
        this.protection = protection;
        this.limits = limits;
        this.scratch = scratch;
        this.answer = answer;
        messages = new PostHandshake(tickets);
    }

    /** Plain bytes so far. */
    long received() {
        return received;
    }

    Opened read(ByteBuffer sealed, ByteBuffer plain) throws RecordException {
        while (!ended) {
            if (sealed.remaining() < HEADER_BYTES) {
                return Opened.NEEDS_BYTES;
            }
            sealed.get(sealed.position(), header);
            int length = sealedLength();
            if (sealed.remaining() < HEADER_BYTES + length) {
                return Opened.NEEDS_BYTES;
            }
            if (plain.remaining() < length - Protection.TAG_BYTES) {
                return Opened.NEEDS_ROOM;
            }
            open(sealed, length, plain);
        }
        return Opened.ENDED;
    }

    // as early as possible: who sends no records should not make us wait for the rest of one
    private int sealedLength() throws RecordException {
        if (header[0] != APPLICATION_DATA) {
            throw RecordException.unproven(AlertDescription.unexpected_message, "a record that is not sealed");
        }
        int length = (header[HEADER_BYTES - 2] & 0xFF) << Byte.SIZE | (header[HEADER_BYTES - 1] & 0xFF);
        if (length > MAX_SEALED_BYTES) {
            throw RecordException.unproven(AlertDescription.record_overflow, "a record over the limit");
        }
        if (length <= Protection.TAG_BYTES) {
            throw RecordException.unproven(AlertDescription.bad_record_mac, "a record with nothing in it");
        }
        return length;
    }

    private void open(ByteBuffer sealed, int length, ByteBuffer plain) throws RecordException {
        int at = plain.position();
        Scratch.Window from = scratch.read(sealed, sealed.position() + HEADER_BYTES, length);
        Scratch.Window to = scratch.write(plain, at);
        int inner;
        try {
            inner = protection.next(header, from.array(), from.at(), length, to.array(), to.at());
        } catch (GeneralSecurityException e) {
            // one word for all causes, and no cause: it may hold what is nobody's business
            throw RecordException.unproven(AlertDescription.bad_record_mac, "a record that the other end did not seal");
        }
        sealed.position(sealed.position() + HEADER_BYTES + length);
        int content = inner - 1;
        while (content >= 0 && to.array()[to.at() + content] == 0) {
            content--;
        }
        if (content < 0) {
            throw RecordException.of(AlertDescription.unexpected_message, "a record of padding alone");
        }
        byte type = to.array()[to.at() + content];
        if (type == APPLICATION_DATA && !messages.inside()) {
            scratch.written(to, plain, at, content);
            plain.position(at + content);
            took(content);
        } else {
            control(type, to.array(), to.at(), content);
        }
    }

    private void took(int content) throws RecordException {
        received += content;
        if (content > 0) {
            idle = 0;
        } else {
            idled();
        }
    }

    private void idled() throws RecordException {
        idle++;
        if (idle > MAX_IDLE_RECORDS) {
            throw RecordException.tooMany("too many records with nothing in them");
        }
    }

    private void control(byte type, byte[] content, int at, int length) throws RecordException {
        if (type == HANDSHAKE && length > 0) {
            messages(content, at, length);
        } else if (type == ALERT && !messages.inside() && length > 0) {
            alert(content, at, length);
        } else {
            throw RecordException.of(AlertDescription.unexpected_message, "a record of a kind that has no place here");
        }
    }

    private void alert(byte[] content, int at, int length) throws RecordException {
        // level and description; the level says nothing in this version (RFC 8446 section 6)
        if (length != 2) {
            throw RecordException.of(AlertDescription.decode_error, "an alert of a length it cannot have");
        }
        int description = content[at + 1] & 0xFF;
        switch (description) {
            case AlertDescription.close_notify -> ended = true;
            case AlertDescription.user_canceled -> idled();
            default -> throw RecordException.received(description);
        }
    }

    private void messages(byte[] content, int at, int length) throws RecordException {
        boolean completed = false;
        for (int i = 0; i < length; i++) {
            PostHandshake.Message message = messages.take(content[at + i]);
            completed |= message != PostHandshake.Message.NONE;
            switch (message) {
                case NONE -> {}
                case TICKET -> idled();
                case UPDATE, UPDATE_REQUESTED -> {
                    if (i + 1 < length) {
                        throw RecordException.of(AlertDescription.unexpected_message, "bytes behind a key update");
                    }
                    update(message == PostHandshake.Message.UPDATE_REQUESTED);
                }
            }
        }
        if (!completed) {
            idled();
        }
    }

    private void update(boolean requested) throws RecordException {
        updates++;
        if (updates > limits.updatesFree() + received / limits.bytesPerUpdate()) {
            throw RecordException.tooMany("too many key updates");
        }
        try {
            protection.update();
        } catch (GeneralSecurityException e) {
            throw RecordException.internal("no new key could be made");
        }
        if (requested) {
            answer.run();
        }
    }

    void wipe() {
        protection.wipe();
    }
}
