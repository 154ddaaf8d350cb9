package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.testkit.plugin.ManualTasks;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.FolderNetwork;
import org.myrmex.webdav.network.NetworkTree;

/** Who may ask the network again for words whose folder is forgotten. */
class AskingAgainTest {
    private static final String FOLDER = "/dav/network/search/whale/";

    @TempDir
    Path folder;

    private final FolderNetwork network = new FolderNetwork();
    private final AtomicLong nowMicros = new AtomicLong(TimeUnit.DAYS.toMicros(1));
    private DavServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        network.share("whale.txt", Files.writeString(folder.resolve("f"), "1"));
        server = new DavServer(
                Map.of("network", new NetworkTree(network, network, ManualTasks.atOnce(), nowMicros::get)));
        client = new Client(server.port());
        assertEquals(201, client.send("MKCOL", FOLDER).status());
        nowMicros.addAndGet(TimeUnit.MINUTES.toMicros(11));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aListingDoesNot() throws IOException {
        assertEquals(404, client.send("GET", FOLDER).status());
        assertEquals(404, client.send("PROPFIND", FOLDER, "", "Depth: 1").status());
        assertEquals(1, network.searches.get());
    }

    @Test
    void theFormOfThePageDoes() throws IOException {
        Answer answer = client.send("GET", "/dav/network/search/?words=whale");
        assertEquals(303, answer.status());
        assertEquals(2, network.searches.get());
        assertEquals(
                200, client.send("GET", answer.header("Location").orElseThrow()).status());
        assertEquals(2, network.searches.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dav/network/", FOLDER})
    void aSearchDoes(String scope) throws IOException {
        String body = "<searchrequest xmlns='DAV:'><basicsearch><select><prop><displayname/></prop></select><from>"
                + "<scope><href>" + scope + "</href><depth>infinity</depth></scope></from>"
                + "<where><contains>whale</contains></where><limit><nresults>1</nresults></limit></basicsearch>"
                + "</searchrequest>";
        assertEquals(207, client.send("SEARCH", "/dav/", body).status());
        assertEquals(2, network.searches.get());
    }
}
