package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.itests.Stronghold.HERE;
import static org.myrmex.itests.Stronghold.KNOWN;
import static org.myrmex.itests.Stronghold.MARK;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.Talk.Heard;

/**
 * Inputs 49 to 55 of the list of hostile ones in {@code docs/hostile-requests.md}: what somebody's web page makes a browser send, and what
 * a browser is given. {@code GuardIT} asks the same of all that stands behind the guard.
 */
class HostileBrowserIT {
    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PROPFIND", "MKCOL", "COPY", "MOVE", "LOCK", "SEARCH");

    @TempDir
    static Path folder;

    private static Stronghold hold;

    @BeforeAll
    static void start() throws Exception {
        hold = Stronghold.start("127.0.1.5", folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (hold != null) {
            hold.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> browsers() {
        return Stream.of(
                hold.withstands(49, "other names of this peer in Host", this::hosts),
                hold.withstands(49, "Host absent, doubled, at odds with the target", this::oddHosts),
                hold.withstands(50, "requests of other sites' pages", this::origins),
                hold.withstands(51, "requests without a key", this::withoutKey),
                hold.withstands(52, "HTML, SVG and script in a share", this::activeContent),
                hold.withstands(53, "script in the names of files and shares", this::activeNames),
                hold.withstands(54, "pages in frames", this::frames),
                hold.withstands(55, "guessed passwords", this::guesses));
    }

    /** With the right key and everything else as it should be. */
    private Heard called(String method, String target, String... hosts) throws Exception {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        for (String host : hosts) {
            request.append("Host: ").append(host).append("\r\n");
        }
        return hold.send(request + hold.bearer + "\r\nDestination: " + HERE
                + "x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    private void hosts() throws Exception {
        int port = hold.base.getPort();
        for (String host : List.of(
                "evil.example",
                "evil.example:" + port,
                "127.0.0.1.evil.example:" + port,
                "localhost.evil.example",
                "localhost.:" + port,
                "127.0.0.1.:" + port,
                "127.1:" + port,
                "2130706433",
                "0x7f.1",
                "0.0.0.0:" + port,
                "[::]:" + port,
                "127.0.0.1:0",
                "127.0.0.1:99999",
                "127.0.0.1:" + port + ":80",
                "127.0.0.1 evil.example",
                "127.0.0.1,evil.example",
                "evil.example@127.0.0.1",
                "127.0.0.1/evil.example",
                "127.0.0.1#",
                "[::1",
                "")) {
            for (String method : METHODS) {
                Heard heard = hold.is(called(method, HERE + "known.txt", host), 400, 421);
                assertFalse(heard.text().contains(KNOWN.strip()), heard.text());
                assertFalse(heard.text().contains("DAV:"), heard.text());
            }
        }
        for (String host : List.of("localhost:" + port, "127.0.0.1:" + port, "LOCALHOST", "[::1]:" + port)) {
            hold.is(called("GET", HERE + "known.txt", host), 200);
        }
    }

    private void oddHosts() throws Exception {
        String right = hold.base.getAuthority();
        for (String method : METHODS) {
            hold.is(called(method, HERE), 400, 421);
            hold.is(called(method, HERE, right, right), 400, 421);
            hold.is(called(method, HERE, right, "evil.example"), 400, 421);
            hold.is(called(method, HERE, "evil.example", right), 400, 421);
            hold.is(called(method, "http://evil.example" + HERE, right), 400, 421);
            hold.is(called(method, "http://" + right + HERE, "evil.example"), 400, 421);
        }
        hold.is(hold.send("GET " + HERE + " HTTP/1.0\r\n" + hold.bearer + "\r\n\r\n"), 400, 421);
    }

    private void origins() throws Exception {
        for (String page : List.of(
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: ",
                "Origin: http://" + hold.base.getHost(),
                "Origin: https://" + hold.base.getAuthority(),
                "Origin: http://" + hold.base.getAuthority() + ".evil.example",
                "Origin: http://" + hold.base.getAuthority() + "\r\nOrigin: http://evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: " + MARK,
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document")) {
            for (String method : METHODS) {
                // simple ones, as a form or a picture sends them, and those that a browser would ask leave for
                for (String more :
                        List.of("X-No: more", "Content-Type: text/plain", "Access-Control-Request-Method: PUT")) {
                    Heard heard = hold.is(
                            hold.ask(method, HERE + "known.txt", page, more, "Destination: " + HERE + "x"), 403);
                    assertFalse(heard.text().toLowerCase(Locale.ROOT).contains("access-control-allow"), heard.text());
                }
            }
        }
        Heard own = hold.ask("GET", HERE + "known.txt", "Origin: http://" + hold.base.getAuthority());
        assertFalse(hold.is(own, 200).text().toLowerCase(Locale.ROOT).contains("access-control"), own.text());
    }

    private void withoutKey() throws Exception {
        String host = "Host: " + hold.base.getAuthority() + "\r\nConnection: close\r\nContent-Length: 0\r\n";
        for (String method : METHODS) {
            for (String target :
                    List.of(HERE, HERE + "known.txt", "/dav/network/search/" + MARK + "/", "/dav/nothing")) {
                for (String key : List.of(
                        "",
                        "Cookie: myrmex-" + hold.base.getPort() + "=" + MARK + "\r\n",
                        "Referer: http://" + hold.base.getAuthority() + "/\r\n")) {
                    Heard heard =
                            hold.is(hold.send(method + " " + target + " HTTP/1.1\r\n" + host + key + "\r\n"), 401);
                    assertFalse(heard.text().contains("known.txt"), heard.text());
                }
            }
        }
        String token = hold.bearer.substring("Authorization: Bearer ".length());
        hold.is(hold.send("GET " + HERE + "?token=" + token + " HTTP/1.1\r\n" + host + "\r\n"), 401);
        assertFalse(hold.log().contains(token), "no key is logged");
    }

    private void activeContent() throws Exception {
        for (String name : List.of(
                "a.html",
                "a.htm",
                "a.xhtml",
                "a.svg",
                "a.svgz",
                "a.xml",
                "a.xsl",
                "a.js",
                "a.mjs",
                "a.swf",
                "a.css",
                "a.mht",
                "a.hta",
                "a.shtml",
                "a.HTML",
                "a.html.",
                "a",
                "a.pdf.html",
                "a.wasm",
                "a.webmanifest")) {
            hold.is(
                    hold.tell("PUT", HERE + name, "<script>alert('" + MARK + "')</script>", "Content-Type: text/html"),
                    201);
            Heard got = hold.is(hold.ask("GET", HERE + name, "Accept: text/html"), 200);
            String head =
                    got.text().substring(0, got.text().indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
            assertTrue(head.contains("x-content-type-options: nosniff"), head);
            assertTrue(head.contains("content-disposition: attachment"), head);
            assertTrue(head.contains("content-security-policy: sandbox; default-src 'none'"), head);
            assertFalse(head.matches("(?s).*content-type: text/html.*content-disposition: inline.*"), head);
            hold.is(hold.ask("DELETE", HERE + name), 204);
        }
    }

    private void activeNames() throws Exception {
        String script = "<img src=x onerror=alert(1)>";
        Path share = Files.createDirectory(hold.share.resolve(script));
        Files.writeString(share.resolve("'\"><svg onload=alert(1)>.txt"), "x");
        hold.peer.ask("share", share.toString());
        for (String target :
                List.of("/dav/", "/dav/shares/", HERE, HERE + "%3Cimg%20src=x%20onerror=alert(1)%3E/", "/")) {
            Heard page = hold.is(hold.ask("GET", target, "Accept: text/html"), 200);
            assertFalse(page.body().contains("<img"), page.body());
            assertFalse(page.body().contains("<svg"), page.body());
            assertFalse(page.body().contains("<script"), page.body());
            assertTrue(page.text().contains("default-src 'none'"), page.text());
        }
        Heard listed = hold.is(hold.ask("PROPFIND", "/dav/shares/", "Depth: 1"), 207);
        assertFalse(listed.body().contains("<img"), listed.body());
        hold.peer.ask("unshare", script);
        hold.is(hold.ask("DELETE", HERE + "%3Cimg%20src=x%20onerror=alert(1)%3E/"), 204);
    }

    private void frames() throws Exception {
        for (String target : List.of("/", "/dav/", HERE, HERE + "known.txt", "/dav/nothing")) {
            Heard heard = hold.is(hold.ask("GET", target), 200, 404);
            assertTrue(heard.text().contains("X-Frame-Options: DENY"), heard.text());
            assertTrue(heard.text().contains("Cross-Origin-Resource-Policy: same-origin"), heard.text());
            assertTrue(heard.text().contains("Referrer-Policy: no-referrer"), heard.text());
        }
    }

    private void guesses() throws Exception {
        String host = "Host: " + hold.base.getAuthority() + "\r\nConnection: close\r\n";
        int late = 0;
        for (int i = 0; i < 40; i++) {
            String guess = Base64.getEncoder().encodeToString(("myrmex:guess" + i).getBytes(StandardCharsets.UTF_8));
            Heard heard = hold.is(
                    hold.send("GET " + HERE + " HTTP/1.1\r\n" + host + "Authorization: Basic " + guess + "\r\n\r\n"),
                    401,
                    429);
            late += heard.status() == 429 ? 1 : 0;
            assertFalse(heard.text().contains("Location:"), heard.text());
        }
        assertTrue(late >= 29, "guessers wait: " + late);
        for (String odd : List.of(
                "Basic",
                "Basic ====",
                "Basic " + "A".repeat(6_000),
                "Bearer",
                "Digest x",
                "Negotiate " + MARK,
                "\u0000")) {
            hold.is(
                    hold.send("GET " + HERE + " HTTP/1.1\r\n" + host + "Authorization: " + odd + "\r\n\r\n"),
                    400,
                    401,
                    429);
        }
        assertEquals(200, hold.ask("GET", HERE + "known.txt").status(), "the owner is let in meanwhile");
    }
}
