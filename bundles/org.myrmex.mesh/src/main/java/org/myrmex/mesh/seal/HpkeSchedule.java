package org.myrmex.mesh.seal;

import java.nio.ByteBuffer;

/**
 * The key schedule of HPKE in base mode (RFC 9180, 5.1) for suites with HKDF-SHA256. The key seals one message only, so the
 * base nonce is the nonce.
 *
 * @param key of the AEAD
 * @param baseNonce 12 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record HpkeSchedule(byte[] key, byte[] baseNonce) {
    private static final byte[] VERSION = Hashes.label("HPKE-v1");
    private static final byte[] NONE = new byte[0];
    private static final byte MODE_BASE = 0;
    private static final int NONCE_BYTES = 12;

    /**
     * Numbers of IANA's HPKE registry.
     *
     * @param keyBytes bytes of the AEAD's key
     */
    record Suite(int kem, int kdf, int aead, int keyBytes) {
        /** X-Wing, HKDF-SHA256, AES-256-GCM: ours. */
        static final Suite MYRMEX = new Suite(0x647A, 0x0001, 0x0002, 32);

        private byte[] id() {
            return ByteBuffer.allocate(10)
                    .put(Hashes.label("HPKE"))
                    .putShort((short) kem)
                    .putShort((short) kdf)
                    .putShort((short) aead)
                    .array();
        }
    }

    static HpkeSchedule base(Suite suite, byte[] sharedSecret, byte[] info) {
        byte[] id = suite.id();
        byte[] pskIdHash = extract(id, NONE, "psk_id_hash", NONE);
        byte[] infoHash = extract(id, NONE, "info_hash", info);
        byte[] context = Hkdf.join(new byte[] {MODE_BASE}, pskIdHash, infoHash);
        byte[] secret = extract(id, sharedSecret, "secret", NONE);
        return new HpkeSchedule(
                expand(id, secret, "key", context, suite.keyBytes()),
                expand(id, secret, "base_nonce", context, NONCE_BYTES));
    }

    private static byte[] extract(byte[] suiteId, byte[] salt, String label, byte[] keyMaterial) {
        return Hkdf.extract(salt, VERSION, suiteId, Hashes.label(label), keyMaterial);
    }

    private static byte[] expand(byte[] suiteId, byte[] secret, String label, byte[] info, int length) {
        byte[] lengthBytes = {(byte) (length >>> 8), (byte) length};
        return Hkdf.expand(secret, length, lengthBytes, VERSION, suiteId, Hashes.label(label), info);
    }
}
