package org.myrmex.webdav.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myrmex.webdav.connection.ClientConnection;
import org.myrmex.webdav.fakes.DavServer;
import org.myrmex.webdav.fakes.TlsKeys;

/** Requests that would go on for long, in a real server. */
@Timeout(120)
class UnderWayTest {
    /** For a request to come to where it waits. */
    private static final Duration SOME_TIME = Duration.ofMillis(500);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static TlsKeys keys;

    private final UnderWay underWay = new UnderWay();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Server server = new Server();
    private final ServerConnector plain = new ServerConnector(server);
    private ServerConnector secure;

    /** What a request waits for when it is cut off. */
    private enum Longing {
        FOR_ITS_BODY,
        FOR_A_READER,
        FOR_A_SOURCE,
        /** Where the next request came already, so that nothing is heard of the client. */
        FOR_A_SOURCE_AND_ANOTHER_FOLLOWS
    }

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TlsKeys.make(folder);
    }

    @BeforeEach
    void start() throws Exception {
        secure = new ServerConnector(server, DavServer.tls(keys.store()), new HttpConnectionFactory());
        for (ServerConnector connector : new ServerConnector[] {plain, secure}) {
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
        }
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new Endless()), "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCutOffEnds(Longing longing) throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), plain.getLocalPort())) {
            isCutOff(client, longing);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withinTlsToo(Longing longing) throws Exception {
        try (Socket client = keys.connect(secure.getLocalPort())) {
            isCutOff(client, longing);
        }
    }

    private void isCutOff(Socket client, Longing longing) throws Exception {
        ask(client, longing);
        assertTrue(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
        if (longing == Longing.FOR_A_SOURCE_AND_ANOTHER_FOLLOWS) {
            ask(client, longing);
        }
        assertFalse(underWay.await(SOME_TIME), "it goes on");
        underWay.cutOff();
        assertTrue(underWay.await(LIMIT), "it still goes on");
        assertEnds(client);
    }

    @Test
    void nothingBeginsAfterwardsAndNothingIsWaitedFor() throws Exception {
        underWay.cutOff();
        assertTrue(underWay.await(LIMIT));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), plain.getLocalPort())) {
            client.setSoTimeout((int) LIMIT.toMillis());
            ask(client, Longing.FOR_A_READER);
            byte[] status = client.getInputStream().readNBytes("HTTP/1.1 503".length());
            assertEquals("HTTP/1.1 503", new String(status, StandardCharsets.US_ASCII));
        }
    }

    private static void ask(Socket client, Longing longing) throws IOException {
        String head = "PUT /" + longing + " HTTP/1.1\r\nHost: localhost\r\n";
        String body = longing == Longing.FOR_ITS_BODY ? "Content-Length: 10\r\n\r\nhalf" : "\r\n";
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    /** After whatever was on its way, and in whatever way. */
    private static void assertEnds(Socket client) throws IOException {
        client.setSoTimeout((int) LIMIT.toMillis());
        try {
            while (client.getInputStream().read(new byte[1 << 16]) >= 0) {
                // on its way
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open", e);
        } catch (IOException e) {
            // reset
        }
    }

    private final class Endless extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            boolean begins = underWay.begin(request);
            try {
                begun.countDown();
                if (begins) {
                    await(Longing.valueOf(request.getPathInfo().substring(1)), request, response);
                } else {
                    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                }
            } catch (IOException e) {
                // so a connection ends
            } finally {
                underWay.end(request);
            }
        }
    }

    private static void await(Longing longing, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (longing) {
            case FOR_ITS_BODY -> request.getInputStream().readAllBytes();
            case FOR_A_READER -> {
                while (true) {
                    response.getOutputStream().write(new byte[1 << 16]);
                }
            }
            case FOR_A_SOURCE, FOR_A_SOURCE_AND_ANOTHER_FOLLOWS -> {
                ClientConnection connection = new ClientConnection(request, false);
                while (!connection.gone()) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }
}
