package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.itests.RawHttp.Answer;

/** What a real peer's door does with strangers, with odd requests and while its guard is away. */
class GuardIT {
    @TempDir
    static Path folder;

    private static TestPeer peer;
    private static RawHttp http;
    private static String bearer;

    @BeforeAll
    static void start() throws Exception {
        peer = TestPeer.start(
                "127.0.0.1", folder, "--plugin", DoorPlugin.build(folder).toString());
        http = new RawHttp(Files.readString(peer.home().resolve("run/http")));
        readToken();
        for (int i = 0; http.ask("GET", "/names/", bearer).status() != 200; i++) {
            assertTrue(i < 100, "the plugin answers");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void readToken() throws IOException {
        bearer = "Authorization: Bearer "
                + Files.readString(peer.home().resolve("run/token")).strip();
    }

    @AfterAll
    static void stop() {
        if (peer != null) {
            peer.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, Bearer",
        "GET, /health, Bearer",
        "GET, /metrics, Bearer",
        "GET, /api/v1/, Bearer",
        "POST, /api/v1/commands/status, Bearer",
        "GET, /names/, Bearer",
        "GET, /nowhere, Bearer",
        "GET, /dav/, Digest Digest Basic",
        "PUT, /dav/shares/x/y, Digest Digest Basic",
        "PROPFIND, /, Digest Digest Basic",
    })
    void withoutAKeyNothingIsShown(String method, String target, String challenge) throws Exception {
        Answer answer = http.ask(method, target);
        assertEquals(401, answer.status(), answer.text());
        assertEquals(
                challenge,
                answer.headers("WWW-Authenticate").stream()
                        .map(offer -> offer.replaceFirst(" .*", ""))
                        .collect(Collectors.joining(" ")));
        assertEquals(1, answer.body().lines().count(), answer.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:7080",
                "localhost.",
                "127.0.0.1.evil.example",
                "127.0.0.1:0",
                "127.1",
                "localhost@evil.example"
            })
    void aPeerThatIsCalledSomethingElseRefusesBeforeAllElse(String host) throws Exception {
        for (String method : List.of("GET", "OPTIONS", "PROPFIND", "TRACE", "PUT")) {
            for (String target : List.of("/", "/names//x", "/dav/")) {
                Answer answer = http.send(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + bearer
                        + "\r\nOrigin: http://evil.example\r\nConnection: close\r\n\r\n");
                // The server itself refuses what is no host at all.
                assertTrue(List.of(421, 400).contains(answer.status()), answer.text());
                assertFalse(answer.text().contains("DAV:"), answer.text());
            }
        }
        assertEquals(
                421,
                http.send("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                        .status());
    }

    @Test
    void aHostThatIsAbsentDoubledOrContradictedIsRefused() throws Exception {
        String end = bearer + "\r\nConnection: close\r\n\r\n";
        String host = "Host: " + http.authority() + "\r\n";
        assertRefused(http.send("GET /names/ HTTP/1.0\r\n" + end));
        assertRefused(http.send("GET /names/ HTTP/1.1\r\n" + end));
        assertRefused(http.send("GET /names/ HTTP/1.1\r\nHost:\r\n" + end));
        assertRefused(http.send("GET /names/ HTTP/1.1\r\n" + host + host + end));
        assertRefused(http.send("GET /names/ HTTP/1.1\r\n" + host + "Host: evil.example\r\n" + end));
        assertRefused(http.send("GET http://evil.example/names/ HTTP/1.1\r\n" + host + end));
        assertRefused(http.send("GET http://" + http.authority() + "/names/ HTTP/1.1\r\nHost: evil.example\r\n" + end));
        assertEquals(
                200,
                http.send("GET http://" + http.authority() + "/names/ HTTP/1.1\r\n" + host + end)
                        .status());
    }

    private static void assertRefused(Answer answer) {
        assertTrue(List.of(421, 400).contains(answer.status()), answer.text());
    }

    @Test
    void aForeignPageIsRefusedWhateverItHolds() throws Exception {
        String own = "Origin: http://" + http.authority();
        assertEquals(200, http.ask("GET", "/names/", bearer, own).status());
        for (String page : List.of(
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                own + "\r\nOrigin: http://evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document")) {
            for (String method : List.of("GET", "POST", "OPTIONS", "PROPFIND", "PUT", "DELETE")) {
                for (String target : List.of("/names/", "/dav/", "/")) {
                    Answer answer = http.ask(method, target, bearer, page);
                    assertEquals(403, answer.status(), answer.text());
                    assertEquals(List.of(), answer.headers("Access-Control-Allow-Origin"));
                }
            }
        }
    }

    @Test
    void theRootAnswersAsWindowsNeedsIt() throws Exception {
        for (String target : List.of("/", "/dav", "/dav/")) {
            Answer answer = http.ask(
                    "OPTIONS",
                    target,
                    "User-Agent: Microsoft-WebDAV-MiniRedir/10.0.19045",
                    "translate: f",
                    "Content-Length: 0");
            assertEquals(200, answer.status(), answer.text());
            assertTrue(answer.headers("DAV").get(0).startsWith("1"), answer.text());
            assertEquals(List.of("DAV"), answer.headers("MS-Author-Via"));
            assertEquals(List.of("open"), answer.headers("X-Door"), "each servlet may add its own");
            assertEquals(1, answer.headers("Allow").size());
            assertEquals("", answer.body());
            assertEquals(List.of(), answer.headers("Location"));
        }
    }

    @Test
    void theRootIsAFolderWithTheMountInIt() throws Exception {
        Answer alone = http.ask("PROPFIND", "/", bearer, "Depth: 0");
        assertEquals(207, alone.status(), alone.text());
        assertEquals(List.of("/"), hrefs(alone));
        assertTrue(alone.body().contains("<D:resourcetype><D:collection/></D:resourcetype>"), alone.text());
        assertEquals(List.of("1, 2, 3"), alone.headers("DAV"));
        assertEquals(List.of("/", "/dav/"), hrefs(http.ask("PROPFIND", "/", bearer, "Depth: 1")));
        assertEquals(403, http.ask("PROPFIND", "/", bearer, "Depth: infinity").status());
    }

    private static List<String> hrefs(Answer multistatus) {
        return Pattern.compile("<D:href>([^<]*)</D:href>")
                .matcher(multistatus.body())
                .results()
                .map(href -> href.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"/faults/unlinked, 500", "/faults/late, 404"})
    void howeverAServletFailsTheAnswerIsOneLine(String target, int status) throws Exception {
        Answer answer = http.ask("GET", target, bearer);
        assertEquals(status, answer.status(), answer.text());
        assertEquals(1, answer.body().lines().count(), answer.text());
        assertFalse(answer.text().matches("(?is).*(jetty|secret|half|words|\\.java).*"), answer.text());
    }

    @ParameterizedTest
    @CsvSource({
        "/names/a, 200, [/a]",
        "/names/a%2Fb, 200, [/a%2Fb]",
        "/names/a%5Cb, 200, [/a\\b]",
        "/names/a;b/c, 200, [/a;b/c]",
        "/names/..%2F..%2Fhealth, 200, [/..%2F..%2Fhealth]",
        "/names/%C3%A4, 200, [/ä]",
        "/names%2Fa, 404,",
        "/names;x/a, 404,",
        "/nam%65s/a, 200, [/a]",
        "/health;x, 404,",
        "/names//a, 400,",
        "/names/a#b, 400,",
        "//names/a, 400,",
        "/names/./a, 400,",
        "/x/../names/a, 400,",
        "/x/%2e%2e/names/a, 400,",
        "/x/.%2E/names/a, 400,",
        "/x/..;/names/a, 400,",
        "/names/%00, 400,",
        "/names/a%0d%0ab, 400,",
        "/names/%c0%ae%c0%ae/a, 400,",
        "/names/%ff, 400,",
        "/names/%zz, 400,",
        "/names/%u0041, 400,",
        "/names/a\\b, 400,",
        "*, 400,",
    })
    void aPathMeansTheSameToAllOrIsRefused(String target, int status, String body) throws Exception {
        Answer answer = http.ask("GET", target, bearer);
        assertEquals(status, answer.status(), answer.text());
        if (body != null) {
            assertEquals(body, answer.body());
        }
        Answer stranger = http.ask("GET", target);
        assertTrue(List.of(401, 400).contains(stranger.status()), stranger.text());
        assertEquals(List.of(), answer.headers("Server"));
        assertFalse(answer.text().toLowerCase(java.util.Locale.ROOT).contains("jetty"), answer.text());
    }

    @Test
    void aServletsHeadersGoBeforeTheGuards() throws Exception {
        Answer answer = http.ask("GET", "/names/", bearer);
        assertEquals(List.of("max-age=60"), answer.headers("Cache-Control"));
        assertEquals(List.of("nosniff"), answer.headers("X-Content-Type-Options"));
        assertEquals(List.of("DENY"), answer.headers("X-Frame-Options"));
    }

    @Test
    void theKeyIsNeverEchoed() throws Exception {
        for (String method : List.of("TRACE", "TRACK")) {
            Answer answer = http.ask(method, "/", bearer);
            assertEquals(405, answer.status());
            assertFalse(answer.text().contains(bearer.substring(30)), answer.text());
        }
    }

    @Test
    void aLinkLetsABrowserInOnceAndForTheFilesToo() throws Exception {
        String link = link();
        Answer login = http.ask("GET", link);
        assertEquals(303, login.status(), login.text());
        String set = login.headers("Set-Cookie").get(0);
        assertTrue(set.contains("; HttpOnly") && set.contains("; SameSite=Strict"), set);
        String cookie = "Cookie: " + set.replaceFirst(";.*", "");
        assertEquals(200, http.ask("GET", "/", cookie).status());
        assertEquals(
                200,
                http.ask("GET", "/names/", cookie, "Sec-Fetch-Site: same-origin")
                        .status());
        assertNotEquals(401, http.ask("GET", "/dav/", cookie).status(), "no password is asked for");
        assertEquals(
                403,
                http.ask("GET", "/names/", cookie, "Sec-Fetch-Site: cross-site").status());
        assertEquals(401, http.ask("GET", link).status(), "once");
    }

    @Test
    void aLinkThatStandsInAMailLetsABrowserInToo() throws Exception {
        String[] followed = {
            "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document",
        };
        String link = link();
        assertEquals(
                403,
                http.ask("GET", link, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")
                        .status());
        Answer login = http.ask("GET", link, followed);
        // A redirect would still count as the mail's doing, and neither cookie nor guard would have it.
        assertEquals(200, login.status(), login.text());
        assertEquals(List.of("0; url=/"), login.headers("Refresh"));
        assertEquals(1, login.headers("Set-Cookie").size());
        assertEquals(403, http.ask("GET", "/", followed).status());
    }

    private static String link() throws Exception {
        String link = Json.text(peer.say("page", "--json"), "link");
        return link.substring(link.indexOf("/login"));
    }

    @Test
    void rulesTakeRequestsWhateverTheirPath() throws Exception {
        assertEquals("ruled", http.ask("GET", "/names/x", bearer, "X-Door: yes").body());
        assertEquals(
                "ruled",
                http.ask("GET", "/nowhere/at/all", bearer, "X-Door: yes").body());
        assertEquals("[/x]", http.ask("PUT", "/names/x", bearer, "X-Door: yes").body());
        assertEquals(401, http.ask("GET", "/names/x", "X-Door: yes").status(), "the guard comes first");
        assertEquals("[/x]", http.ask("GET", "/own/x", bearer).body());
        assertEquals(
                "ruled there",
                http.ask("GET", "/own/ruled/x", bearer).body(),
                "a path is one from the server's root, in each context");
        Answer failed = http.ask("GET", "/names/x", bearer, "X-Door: fail");
        assertEquals(500, failed.status());
        assertFalse(failed.text().contains("as asked for"), failed.text());
        String health = peer.run("health").out();
        assertTrue(health.contains("myrmex.request.path is to be a path that begins with"), health);
    }

    @Test
    void guessersAreSlowedDownAndTheOwnerIsNot() throws Exception {
        int wrong = 0;
        Answer answer = http.ask("GET", "/", "Authorization: Bearer wrong");
        while (answer.status() == 401 && wrong < 100) {
            wrong++;
            answer = http.ask("GET", "/dav/", basic("wrong"));
        }
        assertEquals(429, answer.status(), answer.text());
        assertEquals(10, wrong);
        assertEquals(List.of("10"), answer.headers("Retry-After"));
        assertEquals(200, http.ask("GET", "/names/", bearer).status());
    }

    @Test
    void thePasswordOfTheHomeOpensTheFilesAndOutlivesTheProcess() throws Exception {
        String mount = peer.say("mount", "--json");
        String password = Json.text(mount, "password");
        assertEquals("myrmex", Json.text(mount, "user"));
        assertEquals("http://" + http.authority() + "/dav/", Json.text(mount, "url"));
        assertNotEquals(401, http.ask("GET", "/dav/", basic(password)).status());
        Path file = peer.home().resolve("data/org.myrmex.http/secret");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (TestPeer other = TestPeer.start("127.0.0.2", folder)) {
            String before = Json.text(other.say("mount", "--json"), "password");
            assertNotEquals(password, before, "each home has its own");
            String token = Files.readString(other.home().resolve("run/token"));
            other.terminate();
            other.exitCode();
            other.start();
            assertEquals(before, Json.text(other.say("mount", "--json"), "password"));
            assertNotEquals(token, Files.readString(other.home().resolve("run/token")));
        }
    }

    @Test
    void whileTheGuardIsAwayNothingIsOpen() throws Exception {
        peer.say("guard-away");
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        int backSince = 0;
        long began = System.nanoTime();
        long seconds = 0;
        while (seconds < 5 || (seconds < 60 && (backSince <= 10 || !statuses.containsKey(503)))) {
            int status = statusForStranger();
            statuses.merge(status, 1, Integer::sum);
            backSince = status == 401 ? backSince + 1 : 0;
            seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        }
        System.out.println("answers to strangers while the guard went and came: " + statuses);
        assertTrue(statuses.getOrDefault(503, 0) > 10, statuses::toString);
        assertTrue(statuses.getOrDefault(401, 0) > 10, statuses::toString);
        assertFalse(statuses.containsKey(200), statuses::toString);
        readToken();
        assertEquals(200, http.ask("GET", "/names/", bearer).status(), "and all is as before");
    }

    /** 0 where nobody answers, or not to the end. */
    private static int statusForStranger() {
        try {
            Answer answer = http.ask("GET", "/names/secret");
            return answer.text().isEmpty() ? 0 : answer.status();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String basic(String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("myrmex:" + password).getBytes(StandardCharsets.UTF_8));
    }
}
