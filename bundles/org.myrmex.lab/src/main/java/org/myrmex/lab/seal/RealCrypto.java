package org.myrmex.lab.seal;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.mesh.seal.AddressKeys;
import org.myrmex.mesh.seal.SignatureCheck;
import org.myrmex.testkit.simulation.Crypto;

/** Keys and signatures of the mesh itself; what they cost in virtual time is modelled, as with fake ones. */
public final class RealCrypto implements Crypto {
    /** The mesh's keys as a network knows them. */
    record RealKeys(AddressKeys keys) implements Keys {
        @Override
        public VirtualAddress address() {
            return keys.address();
        }

        @Override
        public AddressRecord record() {
            return keys.record();
        }

        @Override
        public byte[] sign(byte[] bytes) {
            return keys.sign(bytes);
        }
    }

    @Override
    public Keys generate(RandomGenerator random) {
        return new RealKeys(AddressKeys.generate(new SeededRandom(random)));
    }

    @Override
    public boolean verify(CompactRecord record, byte[] prefix, Body body, byte[] signature, Optional<HashChain> chain) {
        return SignatureCheck.isGood(record, prefix, body, signature, chain);
    }
}
