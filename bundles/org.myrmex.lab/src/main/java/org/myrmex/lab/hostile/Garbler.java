package org.myrmex.lab.hostile;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.transport.Body;

/** Flips bits in every header that it sends: one in forty, and at least one. */
final class Garbler extends PassingOutbox {
    private static final int ONE_IN = 40;

    private final RandomGenerator random;
    private final Deeds deeds;

    Garbler(Outbox to, RandomGenerator random, Deeds deeds) {
        super(to);
        this.random = random;
        this.deeds = deeds;
    }

    @Override
    public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
        byte[] bytes = new byte[header.remaining()];
        header.get(bytes);
        for (int bit = 0; bit < Byte.SIZE * bytes.length; bit++) {
            if (random.nextInt(ONE_IN) == 0) {
                flip(bytes, bit);
            }
        }
        if (bytes.length > 0) {
            flip(bytes, random.nextInt(Byte.SIZE * bytes.length));
        }
        deeds.count(Deed.GARBLED);
        super.send(link, ByteBuffer.wrap(bytes), body, flow, cause);
    }

    private static void flip(byte[] bytes, int bit) {
        bytes[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    }
}
