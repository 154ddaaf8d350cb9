package org.myrmex.mesh.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.mesh.Kem.Encapsulated;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.VirtualAddress;

/**
 * The body of an answer, which only the asker reads: version (1) ‖ compact record (64) ‖ encapsulation (1120) ‖ sealed ‖ signature
 * (64), 4096 or 16896 bytes in all. Sealed is query hash (32) ‖ X-Wing key (1216) ‖ payload length (4) ‖ payload ‖ zeros: the
 * padding is inside, so that a relay sees the size class and nothing finer.
 */
public final class AnswerBody {
    /** Bytes of an answer of the small class. */
    public static final int SMALL = 4096;

    /** Bytes of an answer of the large class. */
    public static final int LARGE = 16_896;

    private static final byte VERSION = 1;
    private static final int TAG_BYTES = 16;
    private static final int SEALED_AT = 1 + CompactRecord.LENGTH + Kem.ENCAPSULATION_BYTES;
    private static final int INNER_HEADER = Hashes.BYTES + AddressRecord.XW_BYTES + Integer.BYTES;
    private static final int OVERHEAD = SEALED_AT + INNER_HEADER + TAG_BYTES + AddressKeys.SIGNATURE_BYTES;

    /** Bytes of payload that fit the small class. */
    public static final int MAX_SMALL_PAYLOAD = SMALL - OVERHEAD;

    /** Bytes of payload that fit at all. */
    public static final int MAX_PAYLOAD = LARGE - OVERHEAD;

    private static final byte[] LABEL = Hashes.label("myrmex/1 answer");

    private AnswerBody() {}

    /**
     * Seals an answer, in the smaller class that it fits.
     *
     * @param queryHash see {@link QueryBody#hash}
     * @return empty when the asker's X-Wing key is none: nobody could open the answer
     * @throws IllegalArgumentException when the payload is longer than {@link #MAX_PAYLOAD}
     * @throws IllegalStateException when the answerer's keys are erased
     */
    public static Optional<SealedAnswer> seal(
            AddressKeys answerer, AddressRecord asker, byte[] queryHash, byte[] payload, SecureRandom random) {
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "an answer has at most " + MAX_PAYLOAD + " bytes of payload, this one has " + payload.length);
        }
        Encapsulated shared;
        try {
            shared = XWing.encapsulate(asker.xw(), random);
        } catch (IllegalArgumentException badKey) {
            return Optional.empty();
        }
        int length = payload.length <= MAX_SMALL_PAYLOAD ? SMALL : LARGE;
        ByteBuffer inner = ByteBuffer.allocate(length - OVERHEAD + INNER_HEADER)
                .put(queryHash)
                .put(answerer.record().xw())
                .putInt(payload.length)
                .put(payload);
        VirtualAddress to = AddressKeys.addressOf(asker);
        byte[] sealed = crypt(
                        Cipher.ENCRYPT_MODE, shared.secret(), info(queryHash, to, answerer.address()), inner.array())
                .orElseThrow(() -> new IllegalStateException("AES-256-GCM seals whatever it is given"));
        ByteBuffer out = ByteBuffer.allocate(length)
                .put(VERSION)
                .put(answerer.compact().ed())
                .put(answerer.compact().xwHash())
                .put(shared.encapsulation())
                .put(sealed);
        byte[] hash = hash(answerer.address(), to, queryHash, out.array());
        out.put(answerer.sign(hash));
        return Optional.of(new SealedAnswer(out.array(), hash));
    }

    /**
     * Opens an answer to one query. An address with several open queries tries them in turn: which one is meant stands in the
     * signed hash alone, and only the right one costs more than checking a signature.
     *
     * @param asker our keys
     * @param from who the message says he is
     * @return empty when anything at all is wrong
     */
    public static Optional<OpenedAnswer> open(AddressKeys asker, VirtualAddress from, byte[] queryHash, byte[] body) {
        if ((body.length != SMALL && body.length != LARGE) || body[0] != VERSION) {
            return Optional.empty();
        }
        int signatureAt = body.length - AddressKeys.SIGNATURE_BYTES;
        CompactRecord compact = new CompactRecord(Arrays.copyOfRange(body, 1, 33), Arrays.copyOfRange(body, 33, 65));
        if (!AddressKeys.addressOf(compact).equals(from)) {
            return Optional.empty();
        }
        byte[] hash = hash(from, asker.address(), queryHash, body);
        if (!AddressKeys.verify(compact.ed(), hash, Arrays.copyOfRange(body, signatureAt, body.length))) {
            return Optional.empty();
        }
        byte[] secret;
        try {
            secret = asker.decapsulate(Arrays.copyOfRange(body, 1 + CompactRecord.LENGTH, SEALED_AT));
        } catch (IllegalArgumentException | IllegalStateException malformedOrErased) {
            return Optional.empty();
        }
        byte[] sealed = Arrays.copyOfRange(body, SEALED_AT, signatureAt);
        return crypt(Cipher.DECRYPT_MODE, secret, info(queryHash, asker.address(), from), sealed)
                .flatMap(inner -> read(ByteBuffer.wrap(inner), compact, queryHash, hash));
    }

    private static Optional<OpenedAnswer> read(
            ByteBuffer inner, CompactRecord compact, byte[] queryHash, byte[] answerHash) {
        byte[] innerQueryHash = new byte[Hashes.BYTES];
        byte[] xw = new byte[AddressRecord.XW_BYTES];
        inner.get(innerQueryHash).get(xw);
        int payloadLength = inner.getInt();
        boolean fits = payloadLength >= 0 && payloadLength <= inner.remaining();
        if (!fits
                || !MessageDigest.isEqual(innerQueryHash, queryHash)
                || !MessageDigest.isEqual(Hashes.sha256(xw), compact.xwHash())) {
            return Optional.empty();
        }
        byte[] payload = new byte[payloadLength];
        inner.get(payload);
        while (inner.hasRemaining()) {
            if (inner.get() != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new OpenedAnswer(new AddressRecord(compact.ed(), xw), payload, answerHash));
    }

    /** What is signed ({@code ah}): it covers all of the body but the version, which the label stands for. */
    private static byte[] hash(VirtualAddress from, VirtualAddress to, byte[] queryHash, byte[] body) {
        byte[] content = Hashes.sha256(body, 1, body.length - 1 - AddressKeys.SIGNATURE_BYTES);
        return Hashes.sha256(LABEL, from.bytes(), to.bytes(), queryHash, content);
    }

    private static byte[] info(byte[] queryHash, VirtualAddress asker, VirtualAddress answerer) {
        return Hkdf.join(LABEL, queryHash, asker.bytes(), answerer.bytes());
    }

    private static Optional<byte[]> crypt(int mode, byte[] sharedSecret, byte[] info, byte[] bytes) {
        HpkeSchedule schedule = HpkeSchedule.base(HpkeSchedule.Suite.MYRMEX, sharedSecret, info);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(schedule.key(), "AES"),
                    new GCMParameterSpec(TAG_BYTES * 8, schedule.baseNonce()));
            return Optional.of(cipher.doFinal(bytes));
        } catch (AEADBadTagException notForThisKey) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-256-GCM", e);
        } finally {
            Arrays.fill(schedule.key(), (byte) 0);
            Arrays.fill(sharedSecret, (byte) 0);
        }
    }
}
