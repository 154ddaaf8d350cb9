package org.myrmex.itests;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Records of peers that never were, signed as {@code PeerRecord} wants it, a few hundred thousand a second: each key uses the
 * same secret number for all its signatures (RFC 8032, section 5.1.6), which gives the key away and saves the curve.
 */
final class FalseRecords {
    private static final byte[] LABEL = "myrmex/1 peer record".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final int HALF = 32;
    private static final int RECORD_BYTES = 110;

    private final List<Signer> signers = new ArrayList<>();
    private final MessageDigest sha512;
    private int next;

    /** @param keys how many peers sign in turn */
    FalseRecords(int keys) throws GeneralSecurityException {
        sha512 = MessageDigest.getInstance("SHA-512");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        for (int i = 0; i < keys; i++) {
            signers.add(signer(generator.generateKeyPair()));
        }
    }

    /** @param commitment the point, {@code nonce} times the base */
    private record Signer(byte[] key, BigInteger secret, byte[] commitment, BigInteger nonce) {}

    private Signer signer(KeyPair pair) throws GeneralSecurityException {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - HALF, encoded.length);
        byte[] expanded =
                sha512.digest(((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow());
        byte[] scalar = Arrays.copyOf(expanded, HALF);
        scalar[0] &= (byte) 0xF8;
        scalar[HALF - 1] = (byte) ((scalar[HALF - 1] & 0x7F) | 0x40);
        // one signature of Java's own brings the commitment
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(LABEL);
        byte[] commitment = Arrays.copyOf(signature.sign(), HALF);
        sha512.update(expanded, HALF, HALF);
        BigInteger nonce = number(sha512.digest(LABEL)).mod(ORDER);
        return new Signer(key, number(scalar), commitment, nonce);
    }

    private static BigInteger number(byte[] littleEndian) {
        return new BigInteger(1, reversed(littleEndian));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** Signed today by whoever has the turn. */
    synchronized byte[] sign(byte[] ipv4, int port) {
        Signer signer = signers.get(next++ % signers.size());
        int day = (int) TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis());
        ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES)
                .put((byte) 1)
                .put((byte) 3)
                .put("tls".getBytes(StandardCharsets.US_ASCII))
                .put((byte) ipv4.length)
                .put(ipv4)
                .putShort((short) port)
                .putShort((short) day)
                .put(signer.key());
        sha512.update(signer.commitment());
        sha512.update(signer.key());
        sha512.update(LABEL);
        sha512.update(record.array(), 0, record.position());
        BigInteger proof = number(sha512.digest())
                .multiply(signer.secret())
                .add(signer.nonce())
                .mod(ORDER);
        byte[] bigEndian = proof.toByteArray();
        byte[] littleEndian = Arrays.copyOf(reversed(bigEndian), HALF);
        return record.put(signer.commitment()).put(littleEndian).array();
    }
}
