package org.myrmex.channel.core;

import java.nio.ByteBuffer;
import org.myrmex.api.routing.VirtualAddress;

/** What both ends of a direction compute alike: nonce and associated data of a record. */
final class RecordFormat {
    /** Records of an epoch; an AES-GCM key is not used beyond (protocol 3). */
    static final long RECORDS_OF_AN_EPOCH = 1L << 24;

    /** The only epoch of this version, which does not re-key. */
    static final int EPOCH = 0;

    private static final int ADDRESSES_BYTES = 2 * VirtualAddress.LENGTH;

    private final byte[] iv;
    private final byte[] associated = new byte[ADDRESSES_BYTES + 4 + 4 + 8];
    private final byte[] nonce = new byte[Gcm.NONCE_BYTES];

    RecordFormat(ChannelKeys.Direction keys, VirtualAddress from, VirtualAddress to) {
        this.iv = keys.iv();
        ByteBuffer out = ByteBuffer.wrap(associated);
        from.put(out);
        to.put(out);
        out.putInt(keys.tag()).putInt(EPOCH);
    }

    /** From, To, tag, epoch, counter; valid until the next call. */
    byte[] associated(long counter) {
        ByteBuffer.wrap(associated).putLong(ADDRESSES_BYTES + 8, counter);
        return associated;
    }

    /** The iv with the counter laid over its last 8 bytes; valid until the next call. */
    byte[] nonce(long counter) {
        System.arraycopy(iv, 0, nonce, 0, nonce.length);
        ByteBuffer view = ByteBuffer.wrap(nonce);
        view.putLong(4, view.getLong(4) ^ counter);
        return nonce;
    }
}
