package org.myrmex.mesh.internal;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.myrmex.testkit.simulation.Seeds;

/** What asks for unpredictable bytes gets those of a seed and a name. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient SplittableRandom bytes;

    SeededRandom(long seed, String name) {
        this.bytes = Seeds.of(seed, name);
    }

    @Override
    public void nextBytes(byte[] into) {
        bytes.nextBytes(into);
    }

    @Override
    public byte[] generateSeed(int length) {
        byte[] seed = new byte[length];
        bytes.nextBytes(seed);
        return seed;
    }
}
