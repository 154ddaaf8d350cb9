package org.myrmex.discovery.hostcache.fakes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that does what none should. */
public final class RawServer implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Script script;

    /** What it does with one connection. */
    @FunctionalInterface
    public interface Script {
        void run(Socket socket) throws IOException;
    }

    public RawServer(Script script) throws IOException {
        this.script = script;
        new Thread(this::accept, "raw server").start();
    }

    public String url() {
        return "http://127.0.0.1:" + door.getLocalPort() + "/peers";
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                new Thread(() -> serve(socket), "raw connection").start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            script.run(socket);
        } catch (IOException e) {
            // The other side has had enough.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
