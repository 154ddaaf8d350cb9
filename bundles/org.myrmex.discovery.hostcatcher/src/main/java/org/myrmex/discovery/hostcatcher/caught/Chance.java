package org.myrmex.discovery.hostcatcher.caught;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Orders by chance alone. */
final class Chance {
    private Chance() {}

    static void shuffle(List<?> list, RandomGenerator random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
