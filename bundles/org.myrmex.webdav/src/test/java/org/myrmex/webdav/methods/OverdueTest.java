package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.kept.Kept;
import org.myrmex.webdav.lock.LockTable;

/** Locks are over, and what keeps them takes nothing any more: here it is closed, elsewhere its disk is full. */
class OverdueTest {
    private static final String HERE = "/dav/memory/m/";

    private final Kept kept = Kept.inMemory();
    private DavServer server;
    private Client client;

    @BeforeEach
    void start() {
        Beside other = Beside.inMemory();
        server = new DavServer(
                Map.of("memory", new MemoryTree().with("/m/one", new byte[] {1}).with("/m/two", new byte[] {2})),
                new Beside(new LockTable(kept.locks()), other.properties(), other.journal()));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsThereIsReadAndDeletedAllTheSame() throws IOException {
        assertEquals(200, lock("one"));
        assertEquals(201, lock("new"));
        server.advance(Duration.ofHours(1));
        kept.close();
        assertEquals(200, client.send("GET", HERE + "one").status());
        assertEquals(207, client.send("PROPFIND", HERE, "", "Depth: 1").status());
        assertEquals(204, client.send("DELETE", HERE + "two").status());
        assertEquals(204, client.send("PUT", HERE + "one", "more").status(), "the lock counts no more");
        assertEquals(507, lock("one"));
    }

    private int lock(String name) throws IOException {
        return client.send("LOCK", HERE + name, LocksOverHttp.info("exclusive", ""), "Timeout: Second-600")
                .status();
    }
}
