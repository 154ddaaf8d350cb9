package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.dav.DavException;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.fakes.Client;
import org.myrmex.webdav.fakes.DavServer;

/** What SEARCH and REPORT say of folders that cannot be read, and of clients that go. */
class WalksOverHttpTest {
    private static final Pattern TOKEN = Pattern.compile("<D:sync-token>([^<]+)</D:sync-token>");
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ChangingTree tree = new ChangingTree();
    private final DavServer server = new DavServer(Map.of("shares", tree));
    private final Client client = new Client(server.port());

    @AfterEach
    void stop() {
        server.close();
    }

    private static String reportBody(String token, String limit) {
        return "<sync-collection xmlns='DAV:'><sync-token>" + token + "</sync-token>"
                + "<sync-level>infinity</sync-level>" + limit + "<prop><getetag/></prop></sync-collection>";
    }

    private Answer report(String token) throws IOException {
        return client.send("REPORT", "/dav/shares/s/", reportBody(token, ""));
    }

    private static String token(Answer answer) {
        Matcher matcher = TOKEN.matcher(answer.text());
        assertTrue(matcher.find(), answer.text());
        return matcher.group(1);
    }

    private static String searchBody(String scope) {
        return "<searchrequest xmlns='DAV:'><basicsearch><select><prop><displayname/></prop></select><from><scope>"
                + "<href>/dav/shares/" + scope + "</href><depth>infinity</depth></scope></from>"
                + "<where><not><is-collection/></not></where></basicsearch></searchrequest>";
    }

    /** A client that heard 404 of them would delete its copies. */
    @ParameterizedTest
    @EnumSource(names = {"FORBIDDEN", "BUSY", "NOT_FOUND"})
    void whatCannotBeReadIsNotSaidToBeGone(DavException.Status why) throws IOException {
        tree.folders.put("/s", List.of("a", "sub/", "z"));
        tree.folders.put("/s/sub", List.of("b"));
        String token = token(report(""));
        tree.closed.put("/s/sub", why);
        Answer answer = report(token);
        assertEquals(503, answer.status(), answer.text());
        assertFalse(answer.text().contains(" 404 "), answer.text());
        tree.closed.clear();
        assertEquals(token, token(report(token)));
    }

    @ParameterizedTest
    @EnumSource(names = {"FORBIDDEN", "BUSY"})
    void aSearchGoesOnBehindAFolderThatCannotBeReadAndSaysSo(DavException.Status why) throws IOException {
        tree.folders.put("/s", List.of("a", "sub/", "z"));
        tree.folders.put("/s/sub", List.of("b"));
        tree.closed.put("/s/sub", why);
        String text = client.send("SEARCH", "/dav/", searchBody("s/")).text();
        assertTrue(text.contains("/dav/shares/s/a<") && text.contains("/dav/shares/s/z<"), text);
        assertTrue(text.contains("HTTP/1.1 507"), text);
        tree.closed.clear();
        text = client.send("SEARCH", "/dav/", searchBody("s/")).text();
        assertTrue(text.contains("/dav/shares/s/sub/b<") && !text.contains("HTTP/1.1 507"), text);
    }

    /** Four at once are allowed: those of clients that went must not count. */
    @ParameterizedTest
    @ValueSource(strings = {"REPORT", "SEARCH"})
    void whoGoesHoldsNoTurn(String method) throws Exception {
        tree.folders.put("/s", List.of("a"));
        boolean report = method.equals("REPORT");
        String target = report ? "/dav/shares/endless/" : "/dav/";
        String body = report ? reportBody("", "") : searchBody("endless/");
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sockets.add(client.open(
                    client.head(method, target, "Content-Length: " + body.length()),
                    body.getBytes(StandardCharsets.UTF_8)));
        }
        // each takes some looks, of which four come for sure
        assertTrue(tree.endless.await(LIMIT_NANOS, TimeUnit.NANOSECONDS));
        for (Socket socket : sockets) {
            socket.close();
        }
        long end = System.nanoTime() + LIMIT_NANOS;
        Answer answer;
        do {
            answer = report ? report("") : client.send("SEARCH", "/dav/", searchBody("s/"));
        } while (answer.status() == 503 && System.nanoTime() < end);
        assertEquals(207, answer.status(), answer.text());
    }

    @Test
    void whatIsTooMuchToRememberGetsNoToken() throws IOException {
        tree.folders.put("/s", names('z'));
        String token = token(report(""));
        tree.folders.put("/s", names('a'));
        Answer answer =
                client.send("REPORT", "/dav/shares/s/", reportBody(token, "<limit><nresults>10001</nresults></limit>"));
        assertFalse(answer.text().contains("</D:multistatus>"), "it looks whole");
        assertFalse(TOKEN.matcher(answer.text()).find());
    }

    /** Long, and with little in common, 10,000 of them take more than half of what is remembered. */
    private static List<String> names(char first) {
        return IntStream.range(0, 10_000)
                .mapToObj(i ->
                        first + new StringBuilder(Integer.toString(i)).reverse().toString() + "-".repeat(235))
                .toList();
    }

    @Test
    void theTokenIsLookedForOnceAndNotWithoutATurn() throws Exception {
        tree.folders.put("/s", List.of("a"));
        String asked = "<propfind xmlns='DAV:'><prop><sync-token/><getctag xmlns='http://calendarserver.org/ns/'/>"
                + "</prop></propfind>";
        String text =
                client.send("PROPFIND", "/dav/shares/s/", asked, "Depth: 0").text();
        assertTrue(text.contains("myrmex-sync:"), text);
        assertEquals(1, tree.listed.get());
        String body = reportBody("", "");
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sockets.add(client.open(
                    client.head("REPORT", "/dav/shares/endless/", "Content-Length: " + body.length()),
                    body.getBytes(StandardCharsets.UTF_8)));
        }
        long end = System.nanoTime() + LIMIT_NANOS;
        do {
            text = client.send("PROPFIND", "/dav/shares/s/", asked, "Depth: 0").text();
        } while (text.contains("myrmex-sync:") && System.nanoTime() < end);
        for (Socket socket : sockets) {
            socket.close();
        }
        assertTrue(text.contains("HTTP/1.1 404") && !text.contains("myrmex-sync:"), text);
    }

    @Test
    void whatAccessRulesDenyIsInNoListing() throws IOException {
        tree.folders.put("/", List.of("hidden", "shown"));
        for (String method : List.of("GET", "PROPFIND")) {
            String text = method.equals("GET")
                    ? client.send(method, "/dav/shares/").text()
                    : client.send(method, "/dav/shares/", "", "Depth: 1").text();
            assertTrue(text.contains("/shown") && !text.contains("/hidden"), text);
        }
        String text = client.send("GET", "/dav/shares/?sort=size").text();
        assertTrue(text.contains("/shown") && !text.contains("/hidden"), text);
    }
}
