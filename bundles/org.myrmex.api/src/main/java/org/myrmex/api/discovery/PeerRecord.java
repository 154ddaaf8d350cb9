package org.myrmex.api.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;

/**
 * Where a peer says that it can be dialled, signed by its link key: whoever passes it on can change nothing. It does not prove
 * that the peer is there, nor that the place is not somebody else's. On the wire: version(1) = 1, length of the scheme(1),
 * scheme, bytes of the address(1) = 4 or 16, address, port(2), day(2), Ed25519 key(32), signature(64) of all before it
 * behind {@code "myrmex/1 peer record"}.
 */
public final class PeerRecord {
    /** Bytes of the longest: eight fit one message to a neighbour. */
    public static final int MAX_BYTES = 125;

    private static final int VERSION = 1;
    private static final int MAX_SCHEME_LENGTH = 6;
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final byte[] LABEL = "myrmex/1 peer record".getBytes(StandardCharsets.US_ASCII);
    /** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410). */
    private static final byte[] KEY_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PeerAddress address;
    private final Realm realm;
    private final int day;
    private final byte[] encoded;

    private PeerRecord(PeerAddress address, Realm realm, int day, byte[] encoded) {
        this.address = address;
        this.realm = realm;
        this.day = day;
        this.encoded = encoded;
    }

    /**
     * Makes a peer's own.
     *
     * @param linkKey Ed25519
     * @param scheme of the transport, at most 6 characters
     * @param host literal; neither a wildcard nor multicast
     * @param port 1 to 65535
     * @param day days since 1970, UTC: no finer time is told
     * @throws IllegalArgumentException when one of them is none of that
     */
    public static PeerRecord sign(KeyPair linkKey, String scheme, InetAddress host, int port, int day) {
        byte[] key = linkKey.getPublic().getEncoded();
        if (key.length != KEY_PREFIX.length + KEY_BYTES || scheme.length() > MAX_SCHEME_LENGTH) {
            throw new IllegalArgumentException("a peer record has an Ed25519 key and a scheme of 1 to 6 characters");
        }
        byte[] raw = host.getAddress();
        ByteBuffer out = ByteBuffer.allocate(MAX_BYTES)
                .put((byte) VERSION)
                .put((byte) scheme.length())
                .put(scheme.getBytes(StandardCharsets.US_ASCII))
                .put((byte) raw.length)
                .put(raw)
                .putShort((short) port)
                .putShort((short) day)
                .put(key, KEY_PREFIX.length, KEY_BYTES);
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(linkKey.getPrivate());
            signer.update(LABEL);
            signer.update(out.array(), 0, out.position());
            out.put(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the link key cannot sign", e);
        }
        return decode(out.flip())
                .orElseThrow(() -> new IllegalArgumentException(
                        "nobody can be dialled at " + host.getHostAddress() + ", port " + port));
    }

    /**
     * Reads one from where the buffer stands.
     *
     * @return empty when it is malformed, no place to dial, or not signed by its key; the buffer stands anywhere then
     */
    public static Optional<PeerRecord> decode(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() < 2 || in.get() != VERSION) {
            return Optional.empty();
        }
        int schemeLength = in.get();
        if (schemeLength < 1 || schemeLength > MAX_SCHEME_LENGTH || in.remaining() < schemeLength + 1) {
            return Optional.empty();
        }
        byte[] scheme = new byte[schemeLength];
        in.get(scheme);
        int addressLength = in.get();
        boolean known = addressLength == 4 || addressLength == 16;
        if (!known || in.remaining() < addressLength + 2 * Short.BYTES + KEY_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] raw = new byte[addressLength];
        in.get(raw);
        int port = in.getShort() & 0xFFFF;
        int day = in.getShort() & 0xFFFF;
        byte[] key = Arrays.copyOf(KEY_PREFIX, KEY_PREFIX.length + KEY_BYTES);
        in.get(key, KEY_PREFIX.length, KEY_BYTES);
        byte[] signature = new byte[SIGNATURE_BYTES];
        int signedLength = in.position() - start;
        in.get(signature);
        byte[] encoded = new byte[in.position() - start];
        in.get(start, encoded);
        try {
            InetAddress host = InetAddress.getByAddress(raw);
            // an IPv4 address in the form of IPv6 has two spellings, and so two places in every table
            if (host.getAddress().length != addressLength || !isDialled(host) || port == 0) {
                return Optional.empty();
            }
            PeerId id = PeerId.of(MessageDigest.getInstance("SHA-256").digest(key));
            String name = new String(scheme, StandardCharsets.US_ASCII);
            PeerAddress address = new PeerAddress(name, host.getHostAddress(), port, Optional.of(id));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
            check.update(LABEL);
            check.update(encoded, 0, signedLength);
            return check.verify(signature)
                    ? Optional.of(new PeerRecord(address, Realm.of(host), day, encoded))
                    : Optional.empty();
        } catch (UnknownHostException | GeneralSecurityException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isDialled(InetAddress host) {
        byte first = host.getAddress()[0];
        // 0.0.0.0/8 and 240.0.0.0/4, 255.255.255.255 among them (RFC 1122, RFC 1112)
        boolean reserved = host.getAddress().length == 4 && (first == 0 || (first & 0xF0) == 0xF0);
        return !host.isAnyLocalAddress() && !host.isMulticastAddress() && !reserved;
    }

    /** Where, with the id of the key that signed. */
    public PeerAddress address() {
        return address;
    }

    /** How far that reaches. */
    public Realm realm() {
        return realm;
    }

    /** When it was signed: days since 1970, UTC. */
    public int day() {
        return day;
    }

    /** What {@link #decode} reads; at most {@link #MAX_BYTES}. */
    public byte[] encode() {
        return encoded.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerRecord record && Arrays.equals(encoded, record.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    /** For its own peer's display. */
    @Override
    public String toString() {
        return address + " of day " + day;
    }
}
