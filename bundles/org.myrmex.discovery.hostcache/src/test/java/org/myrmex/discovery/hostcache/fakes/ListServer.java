package org.myrmex.discovery.hostcache.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.discovery.hostcache.list.PeerList;

/** A real HTTP server, of Java's own. */
public final class ListServer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile byte[] body;
    private volatile Map<String, String> headers = Map.of();

    public ListServer(byte[] body) throws IOException {
        this.body = body;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public static ListServer of(List<PeerRecord> records) throws IOException {
        return new ListServer(PeerList.encode(records));
    }

    public void answerWith(int newStatus, byte[] newBody, Map<String, String> newHeaders) {
        status = newStatus;
        body = newBody;
        headers = newHeaders;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/peers";
    }

    /** Method and target of each request. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        headers.forEach(exchange.getResponseHeaders()::set);
        boolean chunked = headers.containsKey("X-Chunked");
        exchange.sendResponseHeaders(status, chunked ? 0 : body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
