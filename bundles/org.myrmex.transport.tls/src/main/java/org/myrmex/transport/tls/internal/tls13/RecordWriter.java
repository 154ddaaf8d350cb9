package org.myrmex.transport.tls.internal.tls13;

import static org.myrmex.transport.tls.internal.tls13.RecordFormat.ALERT;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.APPLICATION_DATA;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.HANDSHAKE;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.HEADER_BYTES;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.KEY_UPDATE;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.MAX_CONTENT_BYTES;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.OVERHEAD_BYTES;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.VERSION_MAJOR;
import static org.myrmex.transport.tls.internal.tls13.RecordFormat.VERSION_MINOR;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.List;

/** Makes records of bytes. After an exception it must not be used again. One thread at a time. */
final class RecordWriter {
    private static final byte FATAL = 2;
    private static final byte WARNING = 1;
    private static final byte CLOSE_NOTIFY = 0;
    // a message of one byte: no update of the other end's keys is asked for
    private static final byte[] UPDATE = {KEY_UPDATE, 0, 0, 1, 0};
    private static final int UPDATE_RECORD_BYTES = UPDATE.length + OVERHEAD_BYTES;

    private final Protection protection;
    private final KeyLimits limits;
    private final Scratch scratch;
    private final byte[] header = {APPLICATION_DATA, VERSION_MAJOR, VERSION_MINOR, 0, 0};
    private long bytesOfKey;
    private boolean owesUpdate;

    RecordWriter(Protection protection, KeyLimits limits, Scratch scratch) {
        this.protection = protection;
        this.limits = limits;
        this.scratch = scratch;
    }

    /** With a key update before each record and one that answers. */
    static int sealedBytes(int plainBytes) {
        int records = plainBytes / MAX_CONTENT_BYTES + 1;
        return plainBytes + records * (OVERHEAD_BYTES + UPDATE_RECORD_BYTES) + UPDATE_RECORD_BYTES;
    }

    /** The other end wants to see a new key. However often it asked, one answer is enough (RFC 8446 section 4.6.3). */
    void oweUpdate() {
        owesUpdate = true;
    }

    boolean owesUpdate() {
        return owesUpdate;
    }

    void write(List<ByteBuffer> plain, ByteBuffer sealed) throws GeneralSecurityException {
        int left = 0;
        for (ByteBuffer part : plain) {
            left = Math.addExact(left, part.remaining());
        }
        if (sealed.remaining() < sealedBytes(left)) {
            throw new IllegalArgumentException("too little room for the records");
        }
        if (owesUpdate) {
            update(sealed);
        }
        Iterator<ByteBuffer> parts = plain.iterator();
        ByteBuffer part = null;
        while (left > 0) {
            if (protection.records() >= limits.recordsPerKey() || bytesOfKey >= limits.bytesPerKey()) {
                update(sealed);
            }
            int length = Math.min(left, MAX_CONTENT_BYTES);
            Scratch.Window window = scratch.write(sealed, sealed.position() + HEADER_BYTES);
            // all parts of a record first, then the cipher once: it is slow over small pieces
            for (int filled = 0; filled < length; ) {
                if (part == null || !part.hasRemaining()) {
                    part = parts.next();
                    continue;
                }
                int count = Math.min(part.remaining(), length - filled);
                part.get(window.array(), window.at() + filled, count);
                filled += count;
            }
            seal(APPLICATION_DATA, window, length, sealed);
            bytesOfKey += length;
            left -= length;
        }
        parts.forEachRemaining(empty -> {});
    }

    /** Says why nothing follows, as far as there is room. */
    void alert(short description, ByteBuffer sealed) throws GeneralSecurityException {
        byte level = description == CLOSE_NOTIFY ? WARNING : FATAL;
        byte[] alert = {level, (byte) description};
        if (sealed.remaining() >= alert.length + OVERHEAD_BYTES) {
            write(ALERT, alert, sealed);
        }
    }

    private void update(ByteBuffer sealed) throws GeneralSecurityException {
        write(HANDSHAKE, UPDATE, sealed);
        protection.update();
        bytesOfKey = 0;
        owesUpdate = false;
    }

    private void write(byte type, byte[] content, ByteBuffer sealed) throws GeneralSecurityException {
        Scratch.Window window = scratch.write(sealed, sealed.position() + HEADER_BYTES);
        System.arraycopy(content, 0, window.array(), window.at(), content.length);
        seal(type, window, content.length, sealed);
    }

    // in place: content, then type and tag behind it
    private void seal(byte type, Scratch.Window window, int length, ByteBuffer sealed) throws GeneralSecurityException {
        int sealedLength = length + 1 + Protection.TAG_BYTES;
        header[HEADER_BYTES - 2] = (byte) (sealedLength >>> Byte.SIZE);
        header[HEADER_BYTES - 1] = (byte) sealedLength;
        window.array()[window.at() + length] = type;
        protection.next(header, window.array(), window.at(), length + 1, window.array(), window.at());
        int at = sealed.position();
        sealed.put(header);
        scratch.written(window, sealed, at + HEADER_BYTES, sealedLength);
        sealed.position(at + HEADER_BYTES + sealedLength);
    }

    void wipe() {
        protection.wipe();
    }
}
