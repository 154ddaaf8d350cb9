package org.myrmex.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;

/**
 * Keys that are random bytes, and signatures that are hashes: right ones are told from wrong ones and they take their time, at
 * a hundredth of the computing. Addresses are made of the keys as protocol 2 says.
 */
public final class FakeCrypto implements Crypto {
    private static final byte[] LABEL = "myrmex/1 va".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUITE = {1};

    @Override
    public Keys generate(RandomGenerator random) {
        byte[] ed = new byte[AddressRecord.ED_BYTES];
        byte[] xw = new byte[AddressRecord.XW_BYTES];
        random.nextBytes(ed);
        random.nextBytes(xw);
        return new FakeKeys(VirtualAddress.of(sha256(LABEL, SUITE, ed, sha256(xw))), new AddressRecord(ed, xw));
    }

    @Override
    public boolean verify(CompactRecord record, byte[] prefix, Body body, byte[] signature, Optional<HashChain> chain) {
        byte[] content = new byte[body.length()];
        body.view().get(content);
        return Arrays.equals(signature, signature(record.ed(), prefix, sha256(content)))
                && chain.map(FakeCrypto::holds).orElse(true);
    }

    private record FakeKeys(VirtualAddress address, AddressRecord record) implements Keys {
        @Override
        public byte[] sign(byte[] bytes) {
            return signature(record.ed(), bytes);
        }
    }

    private static byte[] signature(byte[] ed, byte[]... parts) {
        byte[] half = sha256(ed, join(parts));
        return join(half, sha256(half));
    }

    private static boolean holds(HashChain chain) {
        if (chain.times() < 0 || chain.times() > HashChain.MAX_TIMES) {
            return false;
        }
        byte[] at = chain.start();
        for (int i = 0; i < chain.times(); i++) {
            at = sha256(at);
        }
        return Arrays.equals(at, chain.end());
    }

    private static byte[] join(byte[]... parts) {
        byte[] joined =
                new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
