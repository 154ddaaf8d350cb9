package org.myrmex.http.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void whatComesFirstGoesFirst() {
        backlog.offer(bytes("a"));
        backlog.offer(bytes("b"));
        assertEquals(List.of("a", "b"), drain());
        assertTrue(backlog.isEmpty());
    }

    @Test
    void aGapIsToldWhereItIs() {
        for (int i = 0; i < Backlog.MAX_EVENTS; i++) {
            assertTrue(backlog.offer(bytes("e" + i)));
        }
        assertFalse(backlog.offer(bytes("lost")));
        assertFalse(backlog.offer(bytes("lost")));
        backlog.next();
        backlog.next();
        assertTrue(backlog.offer(bytes("after")));
        List<String> rest = drain();
        assertEquals("e2", rest.get(0));
        assertEquals("event: lost\ndata: {\"count\":2}\n\n", rest.get(rest.size() - 2));
        assertEquals("after", rest.get(rest.size() - 1));
    }

    @Test
    void aGapAtTheEndIsToldToo() {
        for (int i = 0; i <= Backlog.MAX_EVENTS; i++) {
            backlog.offer(bytes("e"));
        }
        List<String> all = drain();
        assertEquals("event: lost\ndata: {\"count\":1}\n\n", all.get(all.size() - 1));
        assertTrue(backlog.isEmpty());
        assertEquals(Optional.empty(), backlog.next());
    }

    @Test
    void bytesHaveALimitToo() {
        byte[] half = new byte[Backlog.MAX_BYTES / 2];
        assertTrue(backlog.offer(half));
        assertTrue(backlog.offer(half));
        assertFalse(backlog.offer(bytes("a")));
        assertArrayEquals(half, backlog.next().orElseThrow());
        assertTrue(backlog.offer(bytes("b")));
    }

    private List<String> drain() {
        List<String> all = new ArrayList<>();
        for (Optional<byte[]> next = backlog.next(); next.isPresent(); next = backlog.next()) {
            all.add(new String(next.get(), StandardCharsets.UTF_8));
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
