package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.kept.Kept;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockStore;
import org.myrmex.webdav.lock.LockTable;

/** Locks are over, and what keeps them takes nothing for a while, as on a full disk. */
class OverdueTest {
    private static final String HERE = "/dav/memory/m/";

    private final FullStore store = new FullStore();
    private DavServer server;
    private Client client;

    /** It refuses as a real one does that can be changed no more. */
    private static final class FullStore implements LockStore {
        private final Kept room = Kept.inMemory();
        private final Kept none = Kept.inMemory();
        private volatile boolean full;

        FullStore() {
            none.close();
        }

        @Override
        public List<Lock> all() {
            return room.locks().all();
        }

        @Override
        public void put(Lock lock) {
            (full ? none : room).locks().put(lock);
        }

        @Override
        public void remove(String token) {
            (full ? none : room).locks().remove(token);
        }
    }

    @BeforeEach
    void start() {
        Beside other = Beside.inMemory();
        server = new DavServer(
                Map.of("memory", new MemoryTree().with("/m/one", new byte[] {1}).with("/m/two", new byte[] {2})),
                new Beside(new LockTable(store), other.properties(), other.journal()));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsThereIsReadAndDeletedAllTheSame() throws IOException {
        assertEquals(200, lock("one"));
        server.advance(Duration.ofHours(1));
        store.full = true;
        assertEquals(200, status("GET", "one"));
        assertEquals(207, client.send("PROPFIND", HERE, "", "Depth: 1").status());
        assertEquals(204, status("DELETE", "two"));
        assertEquals(204, status("PUT", "one"), "the lock counts no more");
        assertEquals(507, lock("one"));
        store.full = false;
        assertEquals(200, lock("one"));
    }

    @Test
    void emptyFilesThatWaitForRoomGoWhenThereIsSome() throws IOException {
        List<String> names = List.of("a", "b", "c");
        for (String name : names) {
            assertEquals(201, lock(name));
        }
        server.advance(Duration.ofHours(1));
        store.full = true;
        assertEquals(200, status("GET", "one"));
        assertEquals(200, status("GET", "c"), "it waits");
        store.full = false;
        for (String name : names) {
            assertEquals(404, status("GET", name));
        }
        assertEquals(List.of(), store.all());
    }

    private int lock(String name) throws IOException {
        return client.send("LOCK", HERE + name, LocksOverHttp.info("exclusive", ""), "Timeout: Second-600")
                .status();
    }

    private int status(String method, String name) throws IOException {
        return client.send(method, HERE + name).status();
    }
}
