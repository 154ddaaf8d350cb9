package org.myrmex.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteCommandTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;
    private String request = "";
    private int status = 200;
    private String answer = "{\"exit\":0}\n";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.createDirectories(home.resolve("run"));
        Files.writeString(
                home.resolve("run/http"),
                "http://127.0.0.1:" + server.getAddress().getPort() + "/\n");
        Files.writeString(home.resolve("run/token"), "secret\n");
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void linesGoWhereTheyBelongAndTheExitCodeIsThePeers() {
        answer =
                """
                {"out":"für alle"}
                {"progress":{"label":"x","done":1,"total":2,"unit":"B"}}
                {"err":"not found; try other words"}
                {"exit":4}
                """;
        assertEquals(4, run("search", "für", "-o", "f"));
        assertEquals("für alle\n", text(out));
        assertEquals("myrmex: not found; try other words\n", text(err));
    }

    @Test
    void theRequestCarriesTokenArgumentsAndFolder() {
        assertEquals(0, run("--home", home.toString(), "get", "a \"b\"", "--x"));
        assertTrue(request.startsWith("POST /api/v1/commands/get Bearer secret application/json "), request);
        assertTrue(request.contains("{\"args\":[\"a \\\"b\\\"\",\"--x\"],\"cwd\":\"/"), request);
        assertTrue(request.endsWith(",\"tty\":false,\"columns\":80}"), request);
    }

    @Test
    void aStreamWithoutExitIsAFailure() {
        answer = "{\"out\":\"half\"}\n";
        assertEquals(ExitCode.FAILED, run("status"));
        assertTrue(text(err).startsWith("myrmex: the peer broke off its answer; "), text(err));
    }

    @Test
    void anAnswerThatIsNoJsonIsAFailure() {
        answer = "<html>\n";
        assertEquals(ExitCode.FAILED, run("status"));
        assertEquals(1, text(err).lines().count());
    }

    @Test
    void refusalsOfTheServerAreExplained() {
        status = 404;
        assertEquals(ExitCode.WRONG_USAGE, run("frobnicate"));
        assertTrue(text(err).contains("there is no command 'frobnicate'"), text(err));
        status = 401;
        assertEquals(ExitCode.FAILED, run("status"));
        status = 500;
        assertEquals(ExitCode.FAILED, run("status"));
        assertEquals(3, text(err).lines().count());
    }

    @Test
    void withoutAPeerTheExitCodeIsThree() throws IOException {
        server.stop(0);
        assertEquals(ExitCode.NO_PEER, run("status"));
        Files.delete(home.resolve("run/http"));
        assertEquals(ExitCode.NO_PEER, run("status"));
        String line = "myrmex: no peer is running on " + home + "; start one with: myrmex up --home " + home + "\n";
        assertEquals(line + line, text(err));
    }

    @Test
    void aPasswordIsForAPeerThatRuns() throws Exception {
        assertEquals(ExitCode.NO_PEER, run("password"), "somebody answers where a peer was that crashed");
        assertEquals("", request);
        HomeLock lock = HomeLock.take(new Home(home));
        try {
            assertEquals(0, run("password", "--remove"));
        } finally {
            lock.close();
        }
        assertTrue(request.startsWith("POST /api/v1/commands/password "), request);
        assertTrue(text(err).startsWith("myrmex: no peer is running on "), text(err));
    }

    @Test
    void whoeverSpeaksTlsAndIsNotThePeerIsToldFromNone() throws Exception {
        Path store = home.resolve("store.p12");
        Path pem = home.resolve("data/org.myrmex.https/certificate.pem");
        Files.createDirectories(pem.getParent());
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=x", "-keystore", store.toString());
        keytool("-exportcert", "-rfc", "-file", pem.toString(), "-keystore", store.toString());
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(home.resolve("run/http"), "https://127.0.0.1:" + other.getLocalPort());
            Thread answering = new Thread(() -> answerNoTls(other));
            answering.start();
            assertEquals(ExitCode.FAILED, run("status"));
            answering.join();
        }
        assertTrue(text(err).contains(" is not known by " + pem + "; "), text(err));
    }

    private static void answerNoTls(ServerSocket other) {
        try (Socket connection = other.accept()) {
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        all.addAll(List.of(words));
        all.addAll(List.of("-alias", "x", "-storetype", "PKCS12", "-storepass", "storepass"));
        Process keytool = new ProcessBuilder(all).inheritIO().start();
        assertEquals(0, keytool.waitFor());
    }

    @Test
    void whatCanBeNoCommandIsNotAskedFor() {
        for (String word : new String[] {"", "..", "a/b", "a b"}) {
            assertEquals(ExitCode.WRONG_USAGE, run(word));
            assertTrue(text(err).endsWith("there is no command '" + word + "'; see: myrmex help\n"), text(err));
        }
    }

    @Test
    void helpWithoutAPeerShowsTheLocalWords() throws IOException {
        Files.delete(home.resolve("run/http"));
        assertEquals(0, run("help"));
        assertTrue(text(out).startsWith("usage: myrmex "), text(out));
    }

    @Test
    void helpWithAPeerShowsItsCommandsToo() {
        answer = "{\"out\":\"search WORDS\"}\n{\"exit\":0}\n";
        assertEquals(0, run("help"));
        assertTrue(text(out).startsWith("usage: myrmex ") && text(out).endsWith("\nsearch WORDS\n"), text(out));
    }

    @Test
    void anUnknownOptionBeforeTheWordIsWrongUsage() {
        assertEquals(ExitCode.WRONG_USAGE, run("--frobnicate", "status"));
    }

    private int run(String... commandLine) {
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Main(console).run(List.of(commandLine), Map.of("MYRMEX_HOME", home.toString()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        request = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + headers.getFirst("Authorization") + " " + headers.getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
