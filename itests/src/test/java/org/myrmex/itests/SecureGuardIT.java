package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.itests.RawHttp.Answer;

/** What strangers and other sites' pages may not do at the door of a peer that speaks HTTPS; on loopback, where it must be asked for. */
class SecureGuardIT {
    private static final int CROWD = 600;
    private static final int MAX_CONNECTIONS = 500;
    private static final String PAGE = "<script>alert(1)</script><svg onload='x'/>";

    @TempDir
    static Path folder;

    private static TestPeer peer;
    private static RawHttp http;
    private static String bearer;

    @BeforeAll
    static void start() throws Exception {
        Path home = folder.resolve("home-127.0.0.3");
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/org.apache.felix.http.json"), "{\"org.apache.felix.https.enable\": true}");
        Path shared = Files.createDirectory(folder.resolve("web"));
        Files.writeString(shared.resolve("page.html"), PAGE);
        Files.writeString(shared.resolve("image.svg"), PAGE);
        Files.writeString(shared.resolve("<img src=x onerror=alert(1)>.txt"), "x");
        peer = TestPeer.start("127.0.0.3", folder, "--share", shared.toString());
        http = new RawHttp(Files.readString(peer.home().resolve("run/http")), sockets(certificate()));
        bearer = "Authorization: Bearer "
                + Files.readString(peer.home().resolve("run/token")).strip();
    }

    @AfterAll
    static void stop() {
        if (peer != null) {
            peer.close();
        }
    }

    private static Path certificate() {
        return peer.home().resolve("data/org.myrmex.https/certificate.pem");
    }

    /** As a program does it that trusts this certificate alone and knows whom it calls. */
    private static SocketFactory sockets(Path pem) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            trusted.setCertificateEntry(
                    "peer", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    @Test
    void theCommandLineSpeaksToItAndNobodySpeaksInTheClear() throws Exception {
        String base = Files.readString(peer.home().resolve("run/http")).strip();
        assertTrue(base.startsWith("https://127.0.0.1:"), base);
        assertTrue(peer.say("status").contains(base));
        assertEquals(base + "/dav/", Json.text(peer.say("mount", "--json"), "url"));
        RawHttp clear = new RawHttp(base.replace("https:", "http:"));
        String answer;
        try {
            answer = clear.ask("GET", "/dav/", bearer).text();
        } catch (IOException e) {
            answer = e.toString();
        }
        assertFalse(answer.startsWith("HTTP/"), answer);
    }

    @Test
    void noOldVersionOfTlsIsSpoken() throws Exception {
        SSLSocketFactory factory = (SSLSocketFactory) sockets(certificate());
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket = (SSLSocket) factory.createSocket("127.0.0.1", port())) {
                socket.setEnabledProtocols(new String[] {version});
                socket.startHandshake();
                assertEquals(version, socket.getSession().getProtocol());
                assertTrue(
                        socket.getSession().getCipherSuite().contains("_GCM_")
                                || socket.getSession().getCipherSuite().contains("CHACHA20"),
                        socket.getSession()::getCipherSuite);
            }
        }
        // Java itself offers older ones no more; a hello of TLS 1.1 by hand is refused with an alert, which is record
        // type 21.
        byte[] random = new byte[32];
        byte[] hello = ByteBuffer.allocate(50)
                .put(new byte[] {22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 2})
                .put(random)
                .put(new byte[] {0, 0, 2, (byte) 0xc0, 9, 1, 0})
                .array();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello);
            assertEquals(21, socket.getInputStream().read());
        }
    }

    /** Some that have not begun with TLS's handshake, some that are through with it: none of them asks for anything. */
    @Test
    @Timeout(120)
    void aCrowdThatOnlySitsThereMakesRoom() throws Exception {
        SSLSocketFactory factory = (SSLSocketFactory) sockets(certificate());
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                if (i % 4 == 0) {
                    SSLSocket socket = (SSLSocket) factory.createSocket("127.0.0.1", port());
                    crowd.add(socket);
                    socket.startHandshake();
                } else {
                    crowd.add(new Socket(InetAddress.getLoopbackAddress(), port()));
                }
                if (i % 50 == 0) {
                    assertEquals(200, http.ask("GET", "/dav/", bearer).status(), "somebody who asks gets in");
                }
            }
            while (figure("myrmex_closed_connections_total") < CROWD - MAX_CONNECTIONS) {
                TimeUnit.MILLISECONDS.sleep(100); // they are counted on threads of the server's
            }
            double connections = figure("myrmex_connections");
            assertTrue(connections > 0 && connections <= MAX_CONNECTIONS, connections + " connections");
            assertEquals(200, http.ask("GET", "/dav/", bearer).status());
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    private static double figure(String name) throws Exception {
        return http.ask("GET", "/metrics", bearer)
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", "")))
                .sum();
    }

    private static int port() {
        return Integer.parseInt(http.authority().replaceFirst(".*:", ""));
    }

    @Test
    void whoeverTrustsAnotherCertificateIsNotServed() throws Exception {
        try (TestPeer other = TestPeer.start("127.0.0.4", folder)) {
            assertFalse(Files.exists(other.home().resolve("data/org.myrmex.https")), "on loopback none is made");
        }
        SSLSocketFactory systems = (SSLSocketFactory) SSLSocketFactory.getDefault();
        RawHttp stranger = new RawHttp("https://" + http.authority(), systems);
        assertThrows(SSLException.class, () -> stranger.ask("GET", "/", bearer));
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
                "localhost@evil.example",
                "[::1",
                "127.0.0.1, evil.example"
            })
    void aPeerThatIsCalledSomethingElseRefusesBeforeAllElse(String host) throws Exception {
        for (String method : List.of("GET", "OPTIONS", "PROPFIND", "TRACE", "PUT")) {
            for (String target : List.of("/", "/dav/", "/dav/shares/web/page.html")) {
                Answer answer = http.send(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + bearer
                        + "\r\nConnection: close\r\n\r\n");
                assertTrue(List.of(421, 400).contains(answer.status()), answer.text());
                assertFalse(answer.text().contains("DAV:"), answer.text());
                assertFalse(answer.text().contains("alert"), answer.text());
            }
        }
    }

    @Test
    void aHostThatIsAbsentDoubledOrContradictedIsRefused() throws Exception {
        String end = bearer + "\r\nConnection: close\r\n\r\n";
        String host = "Host: " + http.authority() + "\r\n";
        for (String request : List.of(
                "GET /health HTTP/1.0\r\n" + end,
                "GET /health HTTP/1.1\r\n" + end,
                "GET /health HTTP/1.1\r\n" + host + host + end,
                "GET /health HTTP/1.1\r\n" + host + "Host: evil.example\r\n" + end,
                "GET https://evil.example/health HTTP/1.1\r\n" + host + end,
                "GET https://" + http.authority() + "/health HTTP/1.1\r\nHost: evil.example\r\n" + end)) {
            assertTrue(List.of(421, 400).contains(http.send(request).status()), request);
        }
        assertEquals(200, http.send("GET /health HTTP/1.1\r\n" + host + end).status());
    }

    @Test
    void aForeignPageIsRefusedWhateverItHolds() throws Exception {
        String own = "Origin: https://" + http.authority();
        assertEquals(200, http.ask("GET", "/health", bearer, own).status());
        for (String page : List.of(
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://" + http.authority(),
                "Origin: https://127.0.0.1:1",
                own + "\r\nOrigin: https://evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            for (String method : List.of("GET", "POST", "OPTIONS", "PROPFIND", "PUT", "DELETE")) {
                Answer answer = http.ask(method, "/dav/shares/web/page.html", bearer, page);
                assertEquals(403, answer.status(), answer.text());
                assertTrue(answer.headers("Access-Control-Allow-Origin").isEmpty(), answer.text());
            }
        }
        Answer preflight = http.ask(
                "OPTIONS", "/dav/", bearer, "Origin: https://evil.example", "Access-Control-Request-Method: PUT");
        assertEquals(403, preflight.status());
        assertFalse(preflight.text().contains("Access-Control"), preflight.text());
    }

    @Test
    void theKeyIsNeverEchoed() throws Exception {
        for (String method : List.of("TRACE", "TRACK")) {
            Answer answer = http.ask(method, "/dav/", bearer);
            assertEquals(405, answer.status());
            assertFalse(answer.text().contains(bearer.substring(30)), answer.text());
        }
    }

    @Test
    void nothingIsOpenWithoutAKeyAndTheCookieStaysInTls() throws Exception {
        assertEquals(401, http.ask("GET", "/dav/shares/web/page.html").status());
        assertEquals(
                401,
                http.ask("GET", "/dav/shares/web/page.html", "Cookie: myrmex-" + port() + "=x")
                        .status());
        assertEquals(200, http.ask("OPTIONS", "/").status(), "but the greeting");
        String link = Json.text(peer.say("page", "--json"), "link");
        assertTrue(link.startsWith("https://" + http.authority() + "/login?once="), link);
        Answer login = http.ask("GET", link.substring(link.indexOf("/login")));
        assertEquals(303, login.status(), login.text());
        String cookie = login.headers("Set-Cookie").get(0);
        assertTrue(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"), cookie);
        assertTrue(cookie.endsWith("; Secure"), cookie);
        assertEquals(
                200,
                http.ask("GET", "/", "Cookie: " + cookie.replaceFirst(";.*", ""))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.html", "image.svg"})
    void whatIsServedFromSharesRunsNothing(String name) throws Exception {
        Answer answer = http.ask("GET", "/dav/shares/web/" + name, bearer);
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of("nosniff"), answer.headers("X-Content-Type-Options"));
        assertEquals(List.of("DENY"), answer.headers("X-Frame-Options"));
        assertEquals(List.of("no-referrer"), answer.headers("Referrer-Policy"));
        String policy = answer.headers("Content-Security-Policy").get(0);
        assertTrue(policy.contains("default-src 'none'") && policy.contains("sandbox"), policy);
        assertFalse(policy.contains("script"), policy);
        assertTrue(
                answer.headers("Content-Disposition").stream().anyMatch(how -> how.startsWith("attachment")),
                answer.text());
    }

    @Test
    void namesOfFilesAreTextInThePageOfAFolder() throws Exception {
        Answer listing = http.ask("GET", "/dav/shares/web/", bearer);
        assertEquals(200, listing.status());
        assertFalse(listing.body().contains("<img"), listing.text());
        assertTrue(listing.body().contains("&lt;img"), listing.text());
    }

    @Test
    void otherKeysBytesAreRefusedInOneLine() throws Exception {
        for (String key : List.of(
                "Digest",
                "Digest \u0000",
                "Digest a=",
                "Negotiate x",
                "Basic \u00ff",
                "Digest " + "a=b,".repeat(1_000))) {
            Answer answer = http.send("GET /dav/ HTTP/1.1\r\nHost: " + http.authority() + "\r\nAuthorization: " + key
                    + "\r\nConnection: close\r\n\r\n");
            assertTrue(List.of(400, 401, 429).contains(answer.status()), answer.text());
            assertFalse(answer.text().contains("Exception"), answer.text());
        }
        assertEquals(200, http.ask("GET", "/health", bearer).status());
    }
}
