package org.myrmex.discovery.hostcache.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcache.fakes.RawServer;
import org.myrmex.testkit.plugin.ThreadTasks;

class FetchTest {
    private static final char[] PASSWORD = "secret".toCharArray();
    private static final byte[] BODY = {1, 2, 3};

    @TempDir
    private Path folder;

    private final ThreadTasks tasks = new ThreadTasks();

    @AfterEach
    void end() {
        tasks.close();
    }

    @Test
    void aListIsReadByHttpsFromWhoeverHasTheCertificateOfTheName() throws Exception {
        SSLContext trusting = context();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            Fetch fetch = new Fetch(tasks, trusting::getSocketFactory);
            Fetch.Answer answer = get(fetch, "https://localhost:" + port);
            assertArrayEquals(BODY, answer.body());
            assertEquals(Realm.LOOPBACK, answer.realm());
            String refused = "its certificate or its TLS is not accepted";
            assertEquals(refused, failure(fetch, "https://127.0.0.1:" + port), "the certificate is for another name");
            assertEquals(refused, failure(new Fetch(tasks), "https://localhost:" + port), "nobody vouches for it");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatIsNoTlsIsSaid() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.close();
        })) {
            assertTrue(failure(new Fetch(tasks), server.url().replace("http:", "https:"))
                    .startsWith("its certificate or its TLS"));
        }
    }

    @Test
    void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
        try (RawServer server = answering("HTTP/1.0 200 OK\n\nabc")) {
            assertArrayEquals(
                    "abc".getBytes(StandardCharsets.US_ASCII),
                    get(new Fetch(tasks), server.url()).body());
        }
    }

    @Test
    void whatIsNoHttpIsSaid() throws Exception {
        for (String nonsense :
                new String[] {"SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\nX: " + "x".repeat(9_000), "\n\n"}) {
            try (RawServer server = answering(nonsense)) {
                assertEquals("that is no HTTP", failure(new Fetch(tasks), server.url()));
            }
        }
        try (RawServer server = answering("HTTP/1.1 200 OK\r\n")) {
            assertEquals("the answer is cut off", failure(new Fetch(tasks), server.url()));
        }
    }

    private static RawServer answering(String text) throws IOException {
        return new RawServer(socket -> {
            InputStream in = socket.getInputStream();
            for (int last = 0, next = in.read(); !(last == '\n' && next == '\r'); last = next, next = in.read()) {
                // The request, to its empty line.
            }
            in.read();
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
        });
    }

    private static Fetch.Answer get(Fetch fetch, String url) throws IOException {
        return fetch.get(CacheUrl.of(url).orElseThrow(), Duration.ofSeconds(20));
    }

    private static String failure(Fetch fetch, String url) {
        return assertThrows(IOException.class, () -> get(fetch, url)).getMessage();
    }

    /** With a fresh certificate for localhost, that it also trusts. */
    private SSLContext context() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool").toFile())
                .start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, keytool.exitValue(), Files.readString(folder.resolve("keytool")));
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("it", keys.getCertificate(keys.aliases().nextElement()));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
