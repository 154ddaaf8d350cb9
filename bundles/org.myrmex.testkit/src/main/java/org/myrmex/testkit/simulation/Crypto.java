package org.myrmex.testkit.simulation;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;

/** Keys of virtual addresses, and what signing with them costs in virtual time. */
public interface Crypto {
    /** The keys of one address. */
    interface Keys {
        VirtualAddress address();

        AddressRecord record();

        /** A signature of 64 bytes. */
        byte[] sign(byte[] bytes);
    }

    /** Fresh keys. */
    Keys generate(RandomGenerator random);

    /** Whether the signature over prefix and SHA-256 of the body is right, and the chain with it. */
    boolean verify(CompactRecord record, byte[] prefix, Body body, byte[] signature, Optional<HashChain> chain);

    /** How long a node is taken to sign, microseconds. */
    default long signMicros() {
        return 40; // half of a check, as Ed25519 is
    }

    /** How long a node is taken to check, microseconds. */
    default long verifyMicros() {
        return 67; // Bouncy Castle's Ed25519, measured on the machine of the design
    }
}
