package org.myrmex.channel.core;

import java.nio.charset.StandardCharsets;
import org.myrmex.api.routing.VirtualAddress;

/**
 * Who speaks with whom because of which answer. All three are hashed before anything else, so that nobody can be made to
 * believe that he speaks with another.
 *
 * @param opener who asked
 * @param answerer who answered
 * @param answerHash hash of the answer, 32 bytes
 */
public record Parties(VirtualAddress opener, VirtualAddress answerer, byte[] answerHash) {
    private static final byte[] LABEL = "myrmex/1 channel".getBytes(StandardCharsets.US_ASCII);

    public Parties {
        if (answerHash.length != Sha256.LENGTH) {
            throw new IllegalArgumentException("the hash of an answer has 32 bytes");
        }
    }

    /** h0 of the protocol. */
    byte[] binding() {
        return Sha256.of(LABEL, opener.bytes(), answerer.bytes(), answerHash);
    }
}
