package org.myrmex.http.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientTest {
    private final Connection connection = new Connection();
    private final List<String> ends = new ArrayList<>();
    private Client client;

    @BeforeEach
    void connect() throws IOException {
        AsyncContext exchange = fake(AsyncContext.class);
        client = new Client(exchange, TopicFilter.parse(""), gone -> ends.add("gone"));
        client.begin();
    }

    @Test
    void nothingIsWrittenBeforeTheServerSaysSo() {
        client.offer(bytes("early"));
        assertEquals(List.of(), connection.written);
        client.onWritePossible();
        assertEquals(List.of(hello(), "early"), connection.written);
        assertTrue(connection.flushed);
    }

    @Test
    void eachEventGoesOutAtOnce() {
        client.onWritePossible();
        client.offer(bytes("a"));
        assertEquals(List.of(hello(), "a"), connection.written);
        assertTrue(connection.flushed);
    }

    @Test
    void whatTheConnectionDoesNotTakeWaitsAndThenGoesInOrder() {
        client.onWritePossible();
        connection.room = 0;
        for (int i = 0; i < Backlog.MAX_EVENTS; i++) {
            assertTrue(client.offer(bytes("e" + i)));
        }
        assertFalse(client.offer(bytes("lost")));
        client.beat();
        assertEquals(List.of(hello()), connection.written);
        connection.room = Integer.MAX_VALUE;
        client.onWritePossible();
        assertEquals(Backlog.MAX_EVENTS + 2, connection.written.size());
        assertEquals("e0", connection.written.get(1));
        assertTrue(connection.written.get(Backlog.MAX_EVENTS + 1).contains("\"count\":1"));
        assertTrue(connection.flushed);
    }

    @Test
    void aHeartbeatBreaksTheSilence() {
        client.onWritePossible();
        client.beat();
        assertEquals(List.of(hello(), ":\n\n"), connection.written);
    }

    @Test
    void aBrokenConnectionEndsItOnce() {
        client.onWritePossible();
        connection.broken = true;
        client.offer(bytes("a"));
        client.offer(bytes("b"));
        client.onError(new IOException("broken"));
        assertEquals(List.of("gone", "complete"), ends);
    }

    private static String hello() {
        return new String(EventText.hello(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Gives the response or the stream, and notes its completion. */
    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> switch (method.getName()) {
                    case "getResponse" -> fake(ServletResponse.class);
                    case "getOutputStream" -> connection;
                    case "complete" -> {
                        ends.add("complete");
                        yield null;
                    }
                    default -> null;
                }));
    }

    /** Takes so many writes; one that comes unasked for is an error, as with a server. */
    private static final class Connection extends ServletOutputStream {
        private final List<String> written = new ArrayList<>();
        private int room = Integer.MAX_VALUE;
        private boolean ready;
        private boolean flushed;
        private boolean broken;

        @Override
        public boolean isReady() {
            ready = room > 0;
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            assertEquals(List.of(), written);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            use();
            written.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            flushed = false;
        }

        @Override
        public void write(int octet) {
            throw new AssertionError("a byte at a time");
        }

        @Override
        public void flush() throws IOException {
            use();
            flushed = true;
        }

        private void use() throws IOException {
            if (broken) {
                throw new IOException("on purpose");
            }
            if (!ready) {
                throw new IllegalStateException("not asked");
            }
            ready = false;
            room--;
        }
    }
}
