package org.myrmex.transport.tls.internal.tls13;

import java.util.Arrays;
import javax.crypto.SecretKey;

/** A key that can be wiped, which the JDK's own cannot. */
final class RecordKey implements SecretKey {
    private static final long serialVersionUID = 1;

    private final transient byte[] bytes;
    private transient boolean destroyed;

    /** Takes the array. */
    RecordKey(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        if (destroyed) {
            throw new IllegalStateException("the key was wiped");
        }
        return bytes.clone();
    }

    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }
}
