package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Hit;
import org.myrmex.testkit.plugin.ManualTasks;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.FolderNetwork;
import org.myrmex.webdav.network.NetworkTree;

/** What a client hears of strangers who lie, and of a peer that has enough to do. */
class NetworkOverHttpTest {
    /** More than a connection that nobody reads takes. */
    private static final int BIG = 16 << 20;

    @TempDir
    Path folder;

    private final FolderNetwork network = new FolderNetwork();
    private final DavServer server = new DavServer(
            Map.of("network", new NetworkTree(network, network, ManualTasks.atOnce(), () -> 1_000_000_000_000L)));
    private final Client client = new Client(server.port());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5_000})
    void theLengthAndTypeOfALiarAreNotBelieved(long said) throws IOException {
        ContentId id = network.share("page.html", Files.writeString(folder.resolve("f"), "<script>"));
        assertEquals(201, client.send("MKCOL", "/dav/network/search/orca").status());
        Hit honest = network.hit(id);
        network.listeners.get(0).accept(new Hit(id, said, "text/html\r\nX: y", "liar.html", honest.answer()));
        assertEquals(
                503, client.send("GET", "/dav/network/search/orca/liar.html").status());
        Answer right = client.send("GET", "/dav/network/search/orca/liar.html");
        assertEquals(200, right.status());
        assertTrue(right.whole() && right.text().equals("<script>"), right.text());
        assertTrue(right.header("Content-Disposition").orElseThrow().startsWith("attachment"), right.head());
        assertEquals(Optional.of("nosniff"), right.header("X-Content-Type-Options"));
        assertTrue(right.header("X").isEmpty());
    }

    @Test
    void whoComesWhenThirtyTwoWaitIsToldWhenToComeAgain() throws IOException {
        ContentId big = network.share("big", Files.write(folder.resolve("big"), new byte[BIG]));
        ContentId small = network.share("small", Files.write(folder.resolve("small"), new byte[1]));
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            sockets.add(client.open(client.head("GET", "/dav/network/content/" + big + "/a"), new byte[0]));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Answer answer;
        do {
            answer = client.send("GET", "/dav/network/content/" + small + "/a");
        } while (answer.status() == 200 && System.nanoTime() < end);
        assertEquals(503, answer.status());
        assertEquals(Optional.of("5"), answer.header("Retry-After"));
        for (Socket socket : sockets) {
            socket.close();
        }
        do {
            answer = client.send("GET", "/dav/network/content/" + small + "/a");
        } while (answer.status() == 503 && System.nanoTime() < end);
        assertEquals(200, answer.status());
    }
}
