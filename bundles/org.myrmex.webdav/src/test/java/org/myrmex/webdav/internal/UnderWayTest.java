package org.myrmex.webdav.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myrmex.webdav.connection.ClientConnection;

/** Requests that would go on for long, in a real server. */
@Timeout(60)
class UnderWayTest {
    private static final Duration NO_TIME = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final UnderWay underWay = new UnderWay();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    /** What a request waits for when it is cut off. */
    private enum Waits {
        FOR_ITS_BODY,
        FOR_A_READER,
        FOR_A_SOURCE
    }

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new Waiting()), "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCutOffEnds(Waits what) throws Exception {
        try (Socket client = ask(what)) {
            assertTrue(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
            assertFalse(underWay.await(NO_TIME), "it goes on");
            underWay.cutOff();
            assertTrue(underWay.await(LIMIT), "it still goes on");
            assertTrue(client.isConnected());
        }
    }

    @Test
    void nothingIsWaitedForWhereNothingIs() {
        underWay.cutOff();
        assertTrue(underWay.await(LIMIT));
    }

    private Socket ask(Waits what) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        String body = what == Waits.FOR_ITS_BODY ? "Content-Length: 10\r\n\r\nhalf" : "\r\n";
        client.getOutputStream()
                .write(("PUT /" + what + " HTTP/1.1\r\nHost: localhost\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private final class Waiting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            underWay.begin(request);
            try {
                begun.countDown();
                await(Waits.valueOf(request.getPathInfo().substring(1)), request, response);
            } catch (IOException e) {
                // so a connection ends
            } finally {
                underWay.end(request);
            }
        }
    }

    private static void await(Waits what, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (what) {
            case FOR_ITS_BODY -> request.getInputStream().readAllBytes();
            case FOR_A_READER -> {
                while (true) {
                    response.getOutputStream().write(new byte[1 << 16]);
                }
            }
            case FOR_A_SOURCE -> {
                ClientConnection connection = new ClientConnection(request, false);
                while (!connection.gone()) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }
}
