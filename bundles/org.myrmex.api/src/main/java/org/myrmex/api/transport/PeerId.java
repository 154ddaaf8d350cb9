package org.myrmex.api.transport;

import java.util.Locale;

/**
 * Name of a peer's link key: SHA-256 of its SubjectPublicKeyInfo, RFC 4648 base32, lower case, without padding. Known to
 * whoever knows the peer's network address, therefore never to stand beside a virtual address.
 *
 * @param base32 52 characters of {@code a-z2-7}
 */
public record PeerId(String base32) implements Comparable<PeerId> {
    /** Characters of a peer id. */
    public static final int LENGTH = 52;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    /** @throws IllegalArgumentException when it is not 52 base32 characters of a 32-byte value */
    public PeerId {
        if (base32.length() != LENGTH) {
            throw new IllegalArgumentException("a peer id has 52 characters, this one has " + base32.length());
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(base32.charAt(i)) < 0) {
                throw new IllegalArgumentException("a peer id has only the characters a-z and 2-7");
            }
        }
        if ((ALPHABET.indexOf(base32.charAt(LENGTH - 1)) & 0xF) != 0) {
            throw new IllegalArgumentException("the last character of the peer id is cut off or mistyped");
        }
    }

    /**
     * The id of a hash.
     *
     * @param hash 32 bytes
     */
    public static PeerId of(byte[] hash) {
        if (hash.length != 32) {
            throw new IllegalArgumentException("a peer id is made of 32 bytes, not " + hash.length);
        }
        StringBuilder text = new StringBuilder(LENGTH);
        int bits = 0;
        int held = 0;
        for (byte b : hash) {
            bits = (bits << 8) | (b & 0xFF);
            held += 8;
            while (held >= 5) {
                held -= 5;
                text.append(ALPHABET.charAt((bits >>> held) & 31));
            }
            bits &= (1 << held) - 1;
        }
        text.append(ALPHABET.charAt((bits << (5 - held)) & 31));
        return new PeerId(text.toString());
    }

    /**
     * Reads an id as a person writes it: upper case is accepted.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static PeerId parse(String text) {
        return new PeerId(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public int compareTo(PeerId other) {
        return base32.compareTo(other.base32);
    }

    @Override
    public String toString() {
        return base32;
    }
}
