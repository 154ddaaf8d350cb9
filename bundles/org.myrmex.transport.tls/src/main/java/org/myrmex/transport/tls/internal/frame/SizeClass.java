package org.myrmex.transport.tls.internal.frame;

/**
 * The lengths that a body may have on a link. Few of them, so that a length tells an observer of the link nothing but the
 * class; class 0 is not padded and stays small.
 */
public final class SizeClass {
    /** Longest body of class 0. */
    public static final int MAX_UNPADDED_BYTES = 512;

    // 16896 = one block of 16 KiB and 512 bytes for the headers and tags of a channel
    private static final int[] PADDED_BYTES = {1024, 2048, 4096, 16_896};

    private SizeClass() {}

    /**
     * The class of a body.
     *
     * @throws IllegalArgumentException when the length belongs to no class: whoever made the body forgot to pad it
     */
    public static int of(int bodyBytes) {
        for (int sizeClass = 0; sizeClass <= PADDED_BYTES.length; sizeClass++) {
            if (fits(sizeClass, bodyBytes)) {
                return sizeClass;
            }
        }
        throw new IllegalArgumentException("a body of " + bodyBytes + " bytes fits no size class; pad it");
    }

    /** Whether a body of so many bytes may name this class. */
    public static boolean fits(int sizeClass, long bodyBytes) {
        if (sizeClass == 0) {
            return bodyBytes >= 0 && bodyBytes <= MAX_UNPADDED_BYTES;
        }
        return sizeClass > 0 && sizeClass <= PADDED_BYTES.length && bodyBytes == PADDED_BYTES[sizeClass - 1];
    }
}
