package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.shares.OwnFolders;
import org.myrmex.webdav.shares.SharesTree;

/** SEARCH over a real share and a network that is made up, by way of a real server. */
class SearchOverHttpTest {
    private static final Pattern HREF = Pattern.compile("<D:response><D:href>([^<]*)</D:href>");
    private static final String WHALE = "<contains>whale</contains>";

    @TempDir
    Path folder;

    private final ListedShares shares = new ListedShares();
    private final SlowTree network = new SlowTree();
    private Path share;
    private DavServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        share = Files.createDirectory(folder.resolve("share"));
        Path deep = Files.createDirectories(share.resolve("a/b"));
        Files.writeString(share.resolve("Whale song.ogg"), "123456789");
        Files.writeString(deep.resolve("whale.txt"), "1");
        Files.writeString(share.resolve("a/shark.txt"), "12345");
        Files.createSymbolicLink(share.resolve("a/up"), share);
        Files.createSymbolicLink(share.resolve("whale.lnk"), deep.resolve("whale.txt"));
        shares.add("s", share);
        server = new DavServer(Map.of(
                "shares",
                new SharesTree(shares, OwnFolders.of(Optional.empty())),
                "network",
                network,
                "locked",
                new MemoryTree().with("/whale", new byte[] {1})));
        client = new Client(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String body(String scopes, String where, String behind) {
        return "<searchrequest xmlns='DAV:'><basicsearch><select><prop><displayname/></prop></select><from>" + scopes
                + "</from>" + (where.isEmpty() ? "" : "<where>" + where + "</where>") + behind
                + "</basicsearch></searchrequest>";
    }

    private static String scope(String href, String depth) {
        return "<scope><href>" + href + "</href><depth>" + depth + "</depth></scope>";
    }

    private Answer search(String scopes, String where, String behind) throws IOException {
        return client.send("SEARCH", "/dav/", body(scopes, where, behind));
    }

    private List<String> found(String scopes, String where, String behind) throws IOException {
        Answer answer = search(scopes, where, behind);
        assertEquals(207, answer.status(), answer.text());
        assertTrue(answer.whole() && answer.text().endsWith("</D:multistatus>\n"), answer.text());
        return HREF.matcher(answer.text())
                .results()
                .map(MatchResult::group)
                .map(SearchOverHttpTest::href)
                .toList();
    }

    private static String href(String response) {
        return HREF.matcher(response).replaceFirst("$1");
    }

    @Test
    void everythingBelowAScopeIsLookedAtAndNoLinkFollowed() throws IOException {
        assertEquals(
                List.of("/dav/shares/s/Whale%20song.ogg", "/dav/shares/s/a/b/whale.txt"),
                found(scope("/dav/shares/", "infinity"), WHALE, ""));
        assertEquals(List.of("/dav/shares/s/Whale%20song.ogg"), found(scope("/dav/shares/s", "1"), WHALE, ""));
        assertEquals(List.of(), found(scope("/dav/shares/s", "0"), WHALE, ""));
        assertEquals(
                List.of("/dav/shares/s/", "/dav/shares/s/a/", "/dav/shares/s/a/b/"),
                found(scope("/dav/shares/s", "infinity"), "<is-collection/>", ""));
    }

    @Test
    void scopesThatOverlapGiveEachResourceOnce() throws IOException {
        assertEquals(
                List.of(
                        "/dav/shares/s/a/",
                        "/dav/shares/s/a/b/",
                        "/dav/shares/s/a/shark.txt",
                        "/dav/shares/s/a/b/whale.txt"),
                found(scope("/dav/shares/s/a", "1") + scope("shares/s/a/b/", "infinity"), "", ""));
    }

    @Test
    void resultsAreSortedAndLimited() throws IOException {
        String bySize = "<orderby><order><prop><getcontentlength/></prop><descending/></order></orderby>";
        String files = "<not><is-collection/></not>";
        assertEquals(
                List.of("/dav/shares/s/Whale%20song.ogg", "/dav/shares/s/a/shark.txt", "/dav/shares/s/a/b/whale.txt"),
                found(scope("/dav/shares/s", "infinity"), files, bySize));
        assertEquals(
                List.of("/dav/shares/s/Whale%20song.ogg"),
                found(scope("/dav/shares/s", "infinity"), files, bySize + "<limit><nresults>1</nresults></limit>"));
        assertEquals(
                1,
                found(scope("/dav/shares/s", "infinity"), files, "<limit><nresults>1</nresults></limit>")
                        .size());
        assertEquals(
                List.of(), found(scope("/dav/shares/s", "infinity"), files, "<limit><nresults>0</nresults></limit>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<orderby><order><prop><displayname/></prop></order></orderby>"})
    void whatIsCutOffSaysSo(String orderby) throws IOException {
        for (int i = 0; i < 1_001; i++) {
            Files.writeString(share.resolve("a/b/f" + i), "");
        }
        String many = "<like><prop><displayname/></prop><literal>f%</literal></like>";
        Answer answer = search(scope("/dav/shares/s/a/b/", "infinity"), many, orderby);
        assertEquals(1_001, HREF.matcher(answer.text()).results().count());
        String end = answer.text().substring(answer.text().lastIndexOf("<D:response>"));
        assertTrue(end.startsWith("<D:response><D:href>/dav/</D:href><D:status>HTTP/1.1 507 "), end);
        Files.delete(share.resolve("a/b/f7"));
        answer = search(scope("/dav/shares/s/a/b/", "infinity"), many, orderby);
        assertEquals(1_000, HREF.matcher(answer.text()).results().count());
        assertFalse(answer.text().contains("HTTP/1.1 507"));
    }

    @Test
    void treesThatAreClosedToTheCallerAreLeftOut() throws IOException {
        assertFalse(found(scope("/dav/", "infinity"), "", "").toString().contains("locked"));
        assertEquals(403, search(scope("/dav/locked/", "0"), "", "").status());
    }

    @ParameterizedTest
    @CsvSource({
        "http://elsewhere.example/dav/shares/, 409",
        "/other/, 409",
        "/dav/shares/../.., 409",
        "/dav/shares/%2e%2e/, 409",
        "/dav/nothing/, 409",
        "/dav/shares/.myrmex-put-1, 409",
        "'', 207"
    })
    void aScopeIsAPlaceOnThisServer(String href, int status) throws IOException {
        Answer answer = search(scope(href, "0"), "", "");
        assertEquals(status, answer.status());
        assertEquals(status == 409, answer.text().contains("<D:search-scope-valid/>"));
    }

    @Test
    void otherGrammarsAndConditionsAreUnprocessable() throws IOException {
        Answer grammar =
                client.send("SEARCH", "/dav/", "<searchrequest xmlns='DAV:'><sql xmlns='u:'/></searchrequest>");
        assertEquals(422, grammar.status());
        assertTrue(grammar.text().contains("<D:search-grammar-supported/>"));
        assertEquals(422, search(scope("/dav/", "0"), "<near/>", "").status());
        assertEquals(400, search(scope("/dav/", "7"), "", "").status());
        assertEquals(400, client.send("SEARCH", "/dav/", "").status());
    }

    @Test
    void whatCanBeAskedIsSaid() throws IOException {
        Answer options = client.send("OPTIONS", "/dav/shares/s");
        assertEquals(Optional.of("<DAV:basicsearch>"), options.header("DASL"));
        assertTrue(options.header("Allow").orElseThrow().contains("SEARCH"));
        Answer schema = client.send(
                "SEARCH",
                "/dav/",
                "<query-schema-discovery xmlns='DAV:'><basicsearch><from>" + scope("/dav/shares/", "infinity")
                        + "</from></basicsearch></query-schema-discovery>");
        assertEquals(207, schema.status());
        assertTrue(schema.text()
                .contains("<D:href>/dav/shares/</D:href><D:status>HTTP/1.1 200 OK</D:status>"
                        + "<D:query-schema><D:basicsearchschema>"));
    }

    /** Only a scope in the network, and the folder of words in it, may ask it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /dav/                       | infinity | whale |
            /dav/network/               | infinity |       |
            /dav/network/search/        | infinity |       |
            /dav/network/               | 1        | whale |
            /dav/network/search/        | 1        | whale |
            /dav/network/search/orca/   | 0        | whale |
            /dav/network/               | infinity | whale | whale
            /dav/network/search/        | infinity | whale | whale
            /dav/network                | infinity | whale | whale
            /dav/network/search         | infinity | whale | whale
            /dav/network/               | infinity | hidden |
            /dav/network/search/orca/   | 1        |       | orca
            /dav/network/search/orca/   | infinity | whale | orca
            """)
    void aWalkFromAboveAsksNobody(String href, String depth, String words, String asked) throws IOException {
        found(scope(href, depth), words == null ? "" : "<contains>" + words + "</contains>", "");
        assertEquals(asked == null ? List.of() : List.of(asked), network.asked());
    }

    @Test
    void theNetworksAnswersAreSentAsTheyTurnUp() throws IOException {
        Answer answer = search(scope("/dav/network/", "infinity"), WHALE, "");
        assertEquals(
                List.of("/dav/network/search/whale/whale%201", "/dav/network/search/whale/whale%202"),
                HREF.matcher(answer.text())
                        .results()
                        .map(MatchResult::group)
                        .map(SearchOverHttpTest::href)
                        .toList());
        assertTrue(answer.header("Content-Length").isEmpty(), "begun before it was complete");
        assertFalse(answer.text().contains("HTTP/1.1 507"));
    }

    @Test
    void whatClientsInventCanBeSearchedForAndShown() throws IOException {
        String patch =
                "<propertyupdate xmlns='DAV:'><set><prop><colour xmlns='u:'>Sea <![CDATA[&]]> blue</colour></prop></set>"
                        + "</propertyupdate>";
        assertEquals(
                207,
                client.send("PROPPATCH", "/dav/shares/s/a/shark.txt", patch).status());
        String blue = "<like><prop><colour xmlns='u:'/></prop><literal>sea &amp; b%</literal></like>";
        assertEquals(List.of("/dav/shares/s/a/shark.txt"), found(scope("/dav/shares/", "infinity"), blue, ""));
        Answer shown = client.send(
                "SEARCH",
                "/dav/",
                body(scope("/dav/shares/", "infinity"), blue, "").replace("<displayname/>", "<colour xmlns='u:'/>"));
        assertTrue(shown.text().contains("Sea &amp; blue</"), shown.text());
    }
}
