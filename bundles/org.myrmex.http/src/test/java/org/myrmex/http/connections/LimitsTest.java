package org.myrmex.http.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a real Jetty on loopback. */
@Timeout(120)
class LimitsTest {
    private static final int MAX = 4;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    /** Its answer waits for a word of the test. */
    private static final String SLOW = GET.replace("/ ", "/slow ");

    private final Server server = new Server();
    private final Patrols patrols = new Patrols();
    private final ServerConnector connector =
            new ServerConnector(server, null, patrols, null, -1, -1, new HttpConnectionFactory());
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger closed = new AtomicInteger();
    /** What happens right after one was closed. */
    private Runnable meanwhile = () -> {};

    private final Limits limits = new Limits(connector, MAX, now::get, this::count);
    private final CountDownLatch go = new CountDownLatch(1);
    private final Semaphore asked = new Semaphore(0);
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                asked.release();
                if (request.getHttpURI().getPath().equals("/slow")) {
                    go.await();
                }
                response.write(true, ByteBuffer.wrap(new byte[] {'o', 'k'}), callback);
                return true;
            }
        });
        server.start();
        limits.start();
    }

    @AfterEach
    void stop() throws Exception {
        go.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        limits.end();
        server.stop();
    }

    private void count() {
        closed.incrementAndGet();
        meanwhile.run();
    }

    /** Jetty's scheduler, but the test says when a patrol goes. */
    private static final class Patrols extends ScheduledExecutorScheduler {
        private final BlockingQueue<Runnable> due = new LinkedBlockingQueue<>();

        @Override
        public Task schedule(Runnable task, long delay, TimeUnit unit) {
            if (unit != TimeUnit.SECONDS) {
                return super.schedule(task, delay, unit);
            }
            due.add(task);
            return () -> due.remove(task);
        }
    }

    private Socket connect() throws IOException, InterruptedException {
        int before = limits.count() + closed.get();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        while (limits.count() + closed.get() == before) {
            Thread.onSpinWait();
        }
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The status line; empty where the connection was closed. */
    private static String heard(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read(); c >= 0 && text.indexOf("ok") < 0; ) {
                text.append((char) c);
                c = text.indexOf("ok") < 0 ? socket.getInputStream().read() : c;
            }
        } catch (java.net.SocketException e) {
            return "";
        }
        return text.toString().replaceFirst("(?s)\r\n.*", "");
    }

    @Test
    void theOneTooManyIsServedAndWhoeverWaitsLongestIsPutOut() throws Exception {
        Socket first = connect();
        Socket second = connect();
        for (int i = 2; i < MAX; i++) {
            connect();
        }
        Socket tooMany = connect();
        assertEquals("", heard(first));
        say(tooMany, GET);
        assertEquals("HTTP/1.1 200 OK", heard(tooMany));
        say(second, GET);
        assertEquals("HTTP/1.1 200 OK", heard(second));
        assertEquals(1, closed.get());
        assertEquals(MAX, limits.count());
    }

    @Test
    void whoeverIsServedIsLeftAloneAndOneMoreIsNotLetIn() throws Exception {
        List<Socket> served = new ArrayList<>();
        for (int i = 0; i < MAX; i++) {
            Socket socket = connect();
            say(socket, SLOW);
            served.add(socket);
        }
        asked.acquire(MAX);
        assertEquals("", heard(connect()));
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        limits.closeOverdue();
        go.countDown();
        for (Socket socket : served) {
            assertEquals("HTTP/1.1 200 OK", heard(socket));
        }
        assertEquals(1, closed.get());
    }

    @Test
    void aHeadThatTricklesIsEndedAndNoOther() throws Exception {
        Socket trickling = connect();
        say(trickling, "GET / HTTP/1.1\r\nHost: x\r\nX-A: a");
        Socket asking = connect();
        for (int i = 0; i < 10; i++) {
            say(asking, GET);
            assertEquals("HTTP/1.1 200 OK", heard(asking));
            say(trickling, "b");
            now.addAndGet(TimeUnit.SECONDS.toNanos(4));
            awaitRest();
            limits.closeOverdue();
        }
        assertEquals("", heard(trickling));
        say(asking, GET);
        assertEquals("HTTP/1.1 200 OK", heard(asking));
        assertEquals(1, closed.get());
    }

    /** The answer is there a moment before the server is done with it. */
    private void awaitRest() throws InterruptedException {
        while (connector.getConnectedEndPoints().stream().noneMatch(one -> one.isFillInterested())) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void aHeadIsEndedOnAConnectionThatWasOfUseBefore() throws Exception {
        Socket socket = connect();
        say(socket, GET);
        assertEquals("HTTP/1.1 200 OK", heard(socket));
        awaitRest();
        limits.closeOverdue();
        say(socket, "GET / HT");
        now.addAndGet(Visitors.PATIENCE_NANOS);
        limits.closeOverdue();
        assertEquals(0, closed.get());
        now.addAndGet(1);
        limits.closeOverdue();
        assertEquals("", heard(socket));
    }

    @Test
    void whoeverWasThereBeforeIsWatchedToo() throws Exception {
        limits.end();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        sockets.add(socket);
        say(socket, GET);
        assertEquals("HTTP/1.1 200 OK", heard(socket));
        awaitRest();
        Limits later = new Limits(connector, MAX, now::get, closed::incrementAndGet);
        later.start();
        assertEquals(1, later.count());
        now.addAndGet(2 * Visitors.PATIENCE_NANOS);
        later.closeOverdue();
        assertEquals(1, closed.get());
        assertEquals("", heard(socket));
        later.end();
        assertEquals(0, later.count());
    }

    @Test
    void aPatrolThatFailsIsNotTheLast() throws Exception {
        Socket first = connect();
        now.addAndGet(Visitors.PATIENCE_NANOS);
        Socket second = connect();
        meanwhile = () -> {
            throw new IllegalStateException("by the test");
        };
        assertThrows(IllegalStateException.class, () -> patrols.due.remove().run());
        assertEquals("", heard(first));
        meanwhile = () -> {};
        now.addAndGet(Visitors.PATIENCE_NANOS);
        patrols.due.remove().run();
        assertEquals("", heard(second));
        assertEquals(0, patrols.due.size(), "nobody is left to be looked after");
    }

    @Test
    void whatAsksWhileOthersAreClosedIsServed() throws Exception {
        connect();
        Socket second = connect();
        meanwhile = () -> {
            try {
                say(second, SLOW);
                asked.acquire();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        now.addAndGet(2 * Visitors.PATIENCE_NANOS);
        limits.closeOverdue();
        assertEquals(1, closed.get());
        assertEquals(1, limits.count());
        go.countDown();
        assertEquals("HTTP/1.1 200 OK", heard(second));
    }

    @Test
    void afterItsEndItHearsOfNoConnection() throws Exception {
        Socket socket = connect();
        limits.end();
        CountDownLatch gone = new CountDownLatch(1);
        connector.getConnectedEndPoints().iterator().next().getConnection().addEventListener(new Connection.Listener() {
            @Override
            public void onClosed(Connection connection) {
                gone.countDown();
            }
        });
        socket.close();
        gone.await();
        assertEquals(1, limits.count(), "whoever listens earlier is told earlier");
    }
}
