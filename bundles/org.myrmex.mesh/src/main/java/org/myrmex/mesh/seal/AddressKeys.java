package org.myrmex.mesh.seal;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.VirtualAddress;

/** The keys of one virtual address. Any thread; only their seeds are kept, so that {@link #erase} leaves nothing behind. */
public final class AddressKeys {
    public static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    /** Bytes of the secret that answering addresses are derived from. */
    public static final int EPOCH_SECRET_BYTES = 32;

    private static final byte[] ADDRESS_LABEL = Hashes.label("myrmex/1 va");
    private static final byte[] DERIVE_LABEL = Hashes.label("myrmex/1 address\0");
    /** Ed25519 and X-Wing; a later suite may sign post-quantum without another form of address. */
    private static final byte[] SUITE = {1};

    private final ErasableSecret edSeed;
    private final ErasableSecret xwSeed;
    /** Apart from the record's array: signing with a changed public key would give the secret one away. */
    private final byte[] ed;

    private final AddressRecord record;
    private final CompactRecord compact;
    private final VirtualAddress address;

    private AddressKeys(byte[] seeds) {
        byte[] edSecret = Arrays.copyOf(seeds, Ed25519.SECRET_KEY_SIZE);
        byte[] xwSecret = Arrays.copyOfRange(seeds, Ed25519.SECRET_KEY_SIZE, seeds.length);
        Arrays.fill(seeds, (byte) 0);
        this.ed = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(edSecret, 0, ed, 0);
        this.record = new AddressRecord(ed.clone(), XWing.publicKey(xwSecret));
        this.compact = compactOf(record);
        this.address = addressOf(compact);
        this.edSeed = new ErasableSecret(edSecret);
        this.xwSeed = new ErasableSecret(xwSecret);
    }

    /** Fresh keys. */
    public static AddressKeys generate(SecureRandom random) {
        byte[] seeds = new byte[Ed25519.SECRET_KEY_SIZE + XWing.SEED_BYTES];
        random.nextBytes(seeds);
        return new AddressKeys(seeds);
    }

    /**
     * The keys that belong to a secret and a context: the same query, heard again, is answered from the same address, while
     * two queries get addresses that nobody without the secret can link.
     *
     * @param epochSecret 32 random bytes of this peer
     * @param context what they are for, e.g. the hash of a query
     */
    public static AddressKeys fromSeed(byte[] epochSecret, byte[] context) {
        if (epochSecret.length != EPOCH_SECRET_BYTES) {
            throw new IllegalArgumentException("an epoch secret has 32 bytes, not " + epochSecret.length);
        }
        int length = Ed25519.SECRET_KEY_SIZE + XWing.SEED_BYTES;
        return new AddressKeys(Hkdf.expand(epochSecret, length, DERIVE_LABEL, context));
    }

    public VirtualAddress address() {
        return address;
    }

    public AddressRecord record() {
        return record;
    }

    public CompactRecord compact() {
        return compact;
    }

    /**
     * Signs by the Ed25519 key; 64 bytes.
     *
     * @throws IllegalStateException when the keys are erased
     */
    public byte[] sign(byte[] message) {
        return edSeed.with(seed -> {
            byte[] signature = new byte[SIGNATURE_BYTES];
            Ed25519.sign(seed, 0, ed, 0, message, 0, message.length, signature, 0);
            return signature;
        });
    }

    /**
     * Opens an encapsulation for the X-Wing key; 32 bytes. One that was made for another key gives a secret that fits
     * nothing, as X-Wing wants it.
     *
     * @throws IllegalArgumentException when it is malformed
     * @throws IllegalStateException when the keys are erased
     */
    public byte[] decapsulate(byte[] encapsulation) {
        return xwSeed.with(seed -> XWing.decapsulate(seed, encapsulation));
    }

    /** Forgets the secret halves. */
    public void erase() {
        edSeed.erase();
        xwSeed.erase();
    }

    /** Whether a signature is right; false also for a key or a signature that is none. */
    public static boolean verify(byte[] ed, byte[] message, byte[] signature) {
        return ed.length == Ed25519.PUBLIC_KEY_SIZE
                && signature.length == SIGNATURE_BYTES
                && Ed25519.verify(signature, 0, ed, 0, message, 0, message.length);
    }

    public static CompactRecord compactOf(AddressRecord record) {
        return new CompactRecord(record.ed(), Hashes.sha256(record.xw()));
    }

    public static VirtualAddress addressOf(AddressRecord record) {
        return addressOf(compactOf(record));
    }

    public static VirtualAddress addressOf(CompactRecord record) {
        return VirtualAddress.of(Hashes.sha256(ADDRESS_LABEL, SUITE, record.ed(), record.xwHash()));
    }
}
