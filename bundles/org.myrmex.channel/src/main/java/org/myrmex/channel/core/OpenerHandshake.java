package org.myrmex.channel.core;

import java.util.Arrays;
import java.util.Optional;
import org.myrmex.api.mesh.Kem;

/** The side that opens: made when OPEN is, done when an ACCEPT fits. One try; another try has a new one. */
public final class OpenerHandshake {
    /** The only suite: X-Wing, HKDF-SHA256, AES-256-GCM. */
    static final byte SUITE = 1;

    private final byte[] sid;
    private final byte[] afterOpen;
    private final byte[] secret;
    private final byte[] body;

    private OpenerHandshake(byte[] sid, byte[] afterOpen, byte[] secret, byte[] body) {
        this.sid = sid;
        this.afterOpen = afterOpen;
        this.secret = secret;
        this.body = body;
    }

    /**
     * Makes OPEN.
     *
     * @param sid 16 random bytes, fresh
     * @param ephemeralKey public key made for this try alone
     * @param forAnswerer encapsulation for the answerer's own key; its secret is overwritten
     */
    public static OpenerHandshake begin(
            Parties parties, byte[] sid, byte[] ephemeralKey, Kem.Encapsulated forAnswerer) {
        byte[] h0 = parties.binding();
        byte[] h1 = Sha256.of(h0, sid, ephemeralKey, forAnswerer.encapsulation());
        byte[] c1 = Hkdf.extract(h0, forAnswerer.secret());
        Arrays.fill(forAnswerer.secret(), (byte) 0);
        byte[] box = Box.seal(c1, "open", h1, new byte[] {Packet.VERSION, SUITE}, Packet.Open.BOX_BYTES);
        byte[] body = new Packet.Open(sid, ephemeralKey, forAnswerer.encapsulation(), box).encode();
        return new OpenerHandshake(sid.clone(), Sha256.of(h1, box), c1, body);
    }

    /** The datagram; the same bytes each time it is repeated. */
    public byte[] open() {
        return body.clone();
    }

    public byte[] sid() {
        return sid.clone();
    }

    /**
     * Tries an ACCEPT. One that does not fit changes nothing, as if it had been lost.
     *
     * @param byEphemeral secret that our ephemeral key gives; overwritten
     * @param byOwn secret that our own key gives; overwritten
     */
    public Optional<Agreed> accept(Packet.Accept accept, byte[] byEphemeral, byte[] byOwn) {
        if (!Arrays.equals(sid, accept.sid())) {
            return Optional.empty();
        }
        byte[] h3 = Sha256.of(afterOpen, accept.forEphemeral(), accept.forOpener());
        byte[] c2 = Hkdf.extract(secret, byEphemeral);
        byte[] c3 = Hkdf.extract(c2, byOwn);
        Arrays.fill(byEphemeral, (byte) 0);
        Arrays.fill(byOwn, (byte) 0);
        Arrays.fill(c2, (byte) 0);
        Optional<byte[]> limits = Box.open(c3, "accept", h3, accept.box());
        if (limits.isEmpty()) {
            Arrays.fill(c3, (byte) 0);
            return Optional.empty();
        }
        erase();
        int credit = ((limits.get()[0] & 0xFF) << 8) | (limits.get()[1] & 0xFF);
        return Optional.of(new Agreed(ChannelKeys.derive(c3, Sha256.of(h3, accept.box())), credit));
    }

    /** Forgets the secret; no ACCEPT fits any more. */
    public void erase() {
        Arrays.fill(secret, (byte) 0);
    }

    /**
     * What was agreed on.
     *
     * @param credit sequence numbers that the answerer takes at first
     */
    public record Agreed(ChannelKeys keys, int credit) {}
}
