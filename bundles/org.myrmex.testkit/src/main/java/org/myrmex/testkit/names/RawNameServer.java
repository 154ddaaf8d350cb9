package org.myrmex.testkit.names;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** A name server on real sockets of loopback, UDP and TCP at one port, whose answers are the test's, byte by byte. */
public final class RawNameServer implements AutoCloseable {
    private static final int ATTEMPTS = 20;

    /** What it answers. */
    @FunctionalInterface
    public interface Script {
        /** @return a message; no bytes where nothing at all is to be said */
        byte[] answer(byte[] query, boolean byTcp) throws IOException;
    }

    private final Script script;
    private final DatagramSocket udp;
    private final Optional<ServerSocket> tcp;
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();

    public RawNameServer(Script script) throws IOException {
        this(script, pair());
    }

    private RawNameServer(Script script, Pair sockets) {
        this.script = script;
        this.udp = sockets.udp();
        this.tcp = sockets.tcp();
        start(this::serveUdp);
        tcp.ifPresent(listening -> start(() -> serveTcp(listening)));
    }

    /** One that has no TCP, at a port where the test has something else in its place. */
    public static RawNameServer udp(int port, Script script) throws IOException {
        DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        return new RawNameServer(script, new Pair(udp, Optional.empty()));
    }

    /** A port for a real name server: neither UDP nor TCP uses it, and it is below those of which whoever wants any gets one: nobody takes it meanwhile. */
    public static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int port = ThreadLocalRandom.current().nextInt(20_000, 30_000); port < 32_768; port++) {
            try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
                return udp.getLocalPort();
            } catch (BindException taken) {
                // the next one
            }
        }
        throw new IOException("no port is free");
    }

    private record Pair(DatagramSocket udp, Optional<ServerSocket> tcp) {}

    /** A port that is free for TCP may be taken for UDP. */
    private static Pair pair() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 0; i < ATTEMPTS; i++) {
            ServerSocket tcp = new ServerSocket(0, 50, loopback);
            try {
                return new Pair(new DatagramSocket(tcp.getLocalPort(), loopback), Optional.of(tcp));
            } catch (SocketException taken) {
                tcp.close();
            }
        }
        throw new IOException("no port is free for both UDP and TCP");
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(udp.getLocalAddress(), udp.getLocalPort());
    }

    private interface Serving {
        void run() throws IOException;
    }

    private void start(Serving serving) {
        Thread thread = new Thread(
                () -> {
                    try {
                        serving.run();
                    } catch (SocketException | EOFException over) {
                        // the end of the test, or whoever asked gave up
                    } catch (IOException | RuntimeException e) {
                        faults.add(e);
                    }
                },
                "name server of a test");
        thread.setDaemon(true);
        thread.start();
    }

    private void serveUdp() throws IOException {
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            udp.receive(packet);
            byte[] answer = script.answer(Arrays.copyOf(packet.getData(), packet.getLength()), false);
            if (answer.length > 0) {
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveTcp(ServerSocket listening) throws IOException {
        while (!listening.isClosed()) {
            Socket socket = listening.accept();
            start(() -> serve(socket));
        }
    }

    private void serve(Socket accepted) throws IOException {
        try (Socket socket = accepted) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] query = new byte[in.readUnsignedShort()];
            in.readFully(query);
            byte[] answer = script.answer(query, true);
            if (answer.length > 0) {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
            }
            while (in.read() >= 0) {
                // whoever asked closes
            }
        }
    }

    /** @throws AssertionError when it could not do what the script says */
    @Override
    public void close() {
        udp.close();
        try {
            if (tcp.isPresent()) {
                tcp.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("the server of the test failed", faults.get(0));
        }
    }
}
