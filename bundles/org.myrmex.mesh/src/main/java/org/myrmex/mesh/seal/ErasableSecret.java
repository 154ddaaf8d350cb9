package org.myrmex.mesh.seal;

import java.util.Arrays;
import java.util.function.Function;

/** The one lasting copy of a secret; any thread may use it until another erases it. */
final class ErasableSecret {
    private final byte[] bytes;
    private boolean erased;

    /** Takes the array over. */
    ErasableSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Gives a copy to the function and wipes it afterwards, so that an erasure meanwhile does not change a key under use.
     *
     * @throws IllegalStateException when it is erased
     */
    <T> T with(Function<byte[], T> use) {
        byte[] copy;
        synchronized (this) {
            if (erased) {
                throw new IllegalStateException("the secret key was erased");
            }
            copy = bytes.clone();
        }
        try {
            return use.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    synchronized void erase() {
        Arrays.fill(bytes, (byte) 0);
        erased = true;
    }
}
