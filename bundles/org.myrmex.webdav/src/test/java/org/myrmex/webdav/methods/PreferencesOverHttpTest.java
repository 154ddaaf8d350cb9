package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;

/** What a client may leave out, and properties that are given only to who names them. */
class PreferencesOverHttpTest {
    private static final String ASKED =
            "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:resourcetype/><D:none/></D:prop></D:propfind>";

    private final DavServer server = new DavServer(Map.of("memory", new MemoryTree().with("/m/one", new byte[] {1})));
    private final Client client = new Client(server.port());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prefer: return=minimal", "Prefer: foo, Return = \"minimal\"; x=1", "Brief: t", "Brief: T"})
    void whatIsMissingCanBeLeftOut(String header) throws IOException {
        Answer answer = client.send("PROPFIND", "/dav/memory/m", ASKED, "Depth: 1", header);
        assertEquals(207, answer.status());
        assertFalse(answer.text().contains("none"), answer.text());
        assertEquals(Optional.of("return=minimal"), answer.header("Preference-Applied"));
        assertEquals(Optional.of("Prefer, Brief"), answer.header("Vary"));
        Answer empty =
                client.send("PROPFIND", "/dav/memory/m", ASKED.replace("<D:resourcetype/>", ""), "Depth: 0", header);
        assertTrue(empty.text().contains("<D:prop></D:prop><D:status>HTTP/1.1 200 OK"), empty.text());
    }

    @ParameterizedTest
    @CsvSource({
        "1, Prefer: depth-noroot, depth-noroot, false",
        "'1,noroot', X: y, , false",
        "'1, noroot', X: y, , false",
        "0, Prefer: depth-noroot, , true",
        "1, X: y, , true"
    })
    void theCollectionItselfCanBeLeftOut(String depth, String header, String applied, boolean root) throws IOException {
        Answer answer = client.send("PROPFIND", "/dav/memory/m", ASKED, "Depth: " + depth, header);
        assertEquals(root, answer.text().contains("<D:href>/dav/memory/m/</D:href>"), answer.text());
        assertEquals(!depth.equals("0"), answer.text().contains("<D:href>/dav/memory/m/one</D:href>"), answer.text());
        assertEquals(Optional.ofNullable(applied), answer.header("Preference-Applied"));
    }

    @ParameterizedTest
    @CsvSource({"7, 400", "-1, 400", "'0,noroot', 400", "'infinity,noroot', 403", "Infinity, 403", "'1,1', 400"})
    void otherDepthsAreRefused(String depth, int status) throws IOException {
        assertEquals(
                status,
                client.send("PROPFIND", "/dav/memory/m", ASKED, "Depth: " + depth)
                        .status());
    }

    @Test
    void whatWentAsItWasAskedNeedsNoList() throws IOException {
        String time =
                "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:getlastmodified>Mon, 01 Jan 2024 00:00:00 GMT"
                        + "</D:getlastmodified></D:prop></D:set></D:propertyupdate>";
        assertEquals(207, client.send("PROPPATCH", "/dav/memory/m/one", time).status());
        Answer minimal = client.send("PROPPATCH", "/dav/memory/m/one", time, "Prefer: return=minimal");
        assertEquals(200, minimal.status());
        assertEquals(0, minimal.body().length);
        Answer refused = client.send(
                "PROPPATCH", "/dav/memory/m/one", time.replace("getlastmodified", "getetag"), "Prefer: return=minimal");
        assertEquals(207, refused.status());
        assertTrue(refused.text().contains(" 403 "), refused.text());
    }

    @Test
    void someAreGivenOnlyToWhoNamesThem() throws IOException {
        String names =
                "<D:supported-method-set/><D:supported-query-grammar-set/><D:current-user-privilege-set/><D:owner/>"
                        + "<w:Win32LastModifiedTime xmlns:w=\"urn:schemas-microsoft-com:\"/>";
        String text = client.send("PROPFIND", "/dav/memory/m/one", ASKED.replace("<D:none/>", names), "Depth: 0")
                .text();
        assertTrue(text.contains("<D:supported-method name=\"PROPFIND\"/>"), text);
        assertTrue(text.contains("<D:grammar><D:basicsearch/></D:grammar>"), text);
        assertTrue(text.contains("<D:privilege><D:write-content/></D:privilege>"), text);
        assertTrue(text.contains("<D:owner/>"), text);
        assertTrue(text.contains("GMT</x:Win32LastModifiedTime>"), text);
        assertFalse(text.contains(" 404 "), text);
        String all =
                client.send("PROPFIND", "/dav/memory/m/one", "", "Depth: 0").text();
        assertFalse(all.contains("supported-") || all.contains("privilege") || all.contains("Win32"), all);
        String root = client.send("PROPFIND", "/dav/", ASKED.replace("<D:none/>", names), "Depth: 0")
                .text();
        assertFalse(root.contains("write-content"), root);
    }
}
