package org.myrmex.routing.mute.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.LinkId;
import org.myrmex.routing.mute.internal.SeenMessages.Seen;

class SeenMessagesTest {
    private static final long LIFE = 1_000;

    /** Against a map that does the same plainly: small caps and few ids, so that all of it happens often. */
    @Test
    void doesWhatAMapInOrderOfArrivalDoes() {
        for (int maxIds : new int[] {1, 3, 16, 100, 1_000}) {
            SplittableRandom random = new SplittableRandom(maxIds);
            SeenMessages seen = new SeenMessages(maxIds, LIFE, random);
            LinkedHashMap<MessageId, Seen> plain = new LinkedHashMap<>();
            long now = 0;
            for (int i = 0; i < 20_000; i++) {
                now += random.nextLong(3) * random.nextInt(1 + 2_000 / maxIds);
                MessageId id = new MessageId(random.nextInt(40), random.nextInt(2 * maxIds));
                long forgotten = now - LIFE;
                plain.values().removeIf(was -> was.atMicros() <= forgotten);
                seen.expire(now);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        seen.markLaidOut(id);
                        plain.computeIfPresent(id, (key, was) -> new Seen(was.atMicros(), was.via(), true));
                    }
                    case 1 -> assertEquals(plain.get(id), seen.get(id));
                    default -> {
                        Seen first = new Seen(now, random.nextBoolean() ? null : new LinkId(i), random.nextBoolean());
                        assertEquals(plain.putIfAbsent(id, first) == null, seen.add(id, first));
                        if (plain.size() > maxIds) {
                            plain.remove(plain.keySet().iterator().next());
                        }
                    }
                }
                assertEquals(plain.size(), seen.size());
            }
            List<Map.Entry<MessageId, Seen>> all = new ArrayList<>();
            seen.forEach((id, first) -> all.add(Map.entry(id, first)));
            assertEquals(List.copyOf(plain.entrySet()), all);
        }
    }

    @Test
    void tellsWhenTheOldestIsForgotten() {
        SeenMessages seen = new SeenMessages(10, LIFE, new SplittableRandom(1));
        assertEquals(Long.MAX_VALUE, seen.nextExpiry());
        assertTrue(seen.add(new MessageId(1, 1), new Seen(5, null, false)));
        assertTrue(seen.add(new MessageId(2, 2), new Seen(7, null, false)));
        assertFalse(seen.add(new MessageId(1, 1), new Seen(9, null, false)));
        assertEquals(5 + LIFE, seen.nextExpiry());
        seen.expire(5 + LIFE);
        assertEquals(7 + LIFE, seen.nextExpiry());
    }
}
