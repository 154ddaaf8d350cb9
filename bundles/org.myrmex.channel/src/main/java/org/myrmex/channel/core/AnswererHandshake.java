package org.myrmex.channel.core;

import java.util.Arrays;
import java.util.Optional;
import org.myrmex.api.mesh.Kem;

/** The side that is asked: made of an OPEN that fits. */
public final class AnswererHandshake {
    private final byte[] sid;
    private final byte[] afterOpen;
    private final byte[] secret;

    private AnswererHandshake(byte[] sid, byte[] afterOpen, byte[] secret) {
        this.sid = sid;
        this.afterOpen = afterOpen;
        this.secret = secret;
    }

    /**
     * Tries an OPEN; empty when its box does not open or speaks of another version or suite.
     *
     * @param byOwn secret that our own key gives; overwritten
     */
    public static Optional<AnswererHandshake> begin(Parties parties, Packet.Open open, byte[] byOwn) {
        byte[] h0 = parties.binding();
        byte[] h1 = Sha256.of(h0, open.sid(), open.ephemeralKey(), open.forAnswerer());
        byte[] c1 = Hkdf.extract(h0, byOwn);
        Arrays.fill(byOwn, (byte) 0);
        Optional<byte[]> content = Box.open(c1, "open", h1, open.box());
        if (content.isEmpty() || content.get()[0] != Packet.VERSION || content.get()[1] != OpenerHandshake.SUITE) {
            Arrays.fill(c1, (byte) 0);
            return Optional.empty();
        }
        return Optional.of(new AnswererHandshake(open.sid(), Sha256.of(h1, open.box()), c1));
    }

    /**
     * Makes ACCEPT and the keys; once.
     *
     * @param forEphemeral encapsulation for the key in OPEN; its secret is overwritten
     * @param forOpener encapsulation for the opener's own key; its secret is overwritten
     * @param credit sequence numbers that we take at first
     */
    public Accepted accept(Kem.Encapsulated forEphemeral, Kem.Encapsulated forOpener, int credit) {
        byte[] h3 = Sha256.of(afterOpen, forEphemeral.encapsulation(), forOpener.encapsulation());
        byte[] c2 = Hkdf.extract(secret, forEphemeral.secret());
        byte[] c3 = Hkdf.extract(c2, forOpener.secret());
        Arrays.fill(forEphemeral.secret(), (byte) 0);
        Arrays.fill(forOpener.secret(), (byte) 0);
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(c2, (byte) 0);
        byte[] limits = {(byte) (credit >>> 8), (byte) credit};
        byte[] box = Box.seal(c3, "accept", h3, limits, Packet.Accept.BOX_BYTES);
        Packet.Accept accept = new Packet.Accept(sid, forEphemeral.encapsulation(), forOpener.encapsulation(), box);
        return new Accepted(accept.encode(), ChannelKeys.derive(c3, Sha256.of(h3, box)));
    }

    /**
     * What goes back.
     *
     * @param body the datagram
     */
    public record Accepted(byte[] body, ChannelKeys keys) {}
}
