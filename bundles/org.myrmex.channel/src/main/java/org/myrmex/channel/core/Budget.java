package org.myrmex.channel.core;

/** Bytes that all conversations together may hold for listeners that have not taken them yet. */
public final class Budget {
    /** An eighth of the default heap: channels alone must not fill it. */
    public static final long DEFAULT_BYTES = 32L * 1024 * 1024;

    private final long limitBytes;
    private long heldBytes;

    public Budget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    boolean hasRoomFor(int bytes) {
        return heldBytes + bytes <= limitBytes;
    }

    void take(int bytes) {
        heldBytes += bytes;
    }

    void giveBack(int bytes) {
        heldBytes -= bytes;
    }

    /** Bytes that are held now. */
    public long heldBytes() {
        return heldBytes;
    }
}
