package org.myrmex.itests;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a peer that the test can break: it listens in the peer's place and carries bytes, until it is told not to. */
final class FragileWire implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** How a connection ends. */
    enum Break {
        /** By a reset: what is under way is lost. */
        RESET,
        /** By an end that is said, as when a process closes its socket. */
        END,
        /** Nothing is carried any more and nobody is told, as when a cable is pulled. */
        SILENCE
    }

    private final TestPeer to;
    private final ServerSocket door;
    private final Set<Joint> joints = ConcurrentHashMap.newKeySet();

    FragileWire(String host, TestPeer to) throws IOException {
        this.to = to;
        this.door = new ServerSocket(0, 50, InetAddress.getByName(host));
        start(this::accept);
    }

    /** Where the peer is found by this way. */
    String uri() {
        return "tls://" + door.getInetAddress().getHostAddress() + ":" + door.getLocalPort() + "#" + to.id();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fragile-wire");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                join(door.accept());
            } catch (IOException e) {
                return; // the test is over
            }
        }
    }

    private void join(Socket near) throws IOException {
        Socket far = new Socket();
        try {
            far.connect(new InetSocketAddress(to.host, to.port()), 5_000);
        } catch (IOException e) {
            near.close(); // the peer is not there
            return;
        }
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        Joint joint = new Joint(near, far);
        joints.add(joint);
        start(() -> joint.carry(near, far));
        start(() -> joint.carry(far, near));
    }

    /** Breaks a connection that is carried. @return whether there was one */
    boolean breakOne(Break how) {
        Optional<Joint> one = joints.stream().filter(joint -> !joint.silent).findAny();
        one.ifPresent(joint -> joint.end(how));
        return one.isPresent();
    }

    /** Whether a connection has fallen silent and nobody has given it up yet. */
    boolean isSilent() {
        return joints.stream().anyMatch(joint -> joint.silent);
    }

    private final class Joint {
        private final Socket near;
        private final Socket far;
        private volatile boolean silent;

        Joint(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void carry(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!silent) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // one of the ends has gone, which the other is told now
            }
            end(Break.END);
        }

        void end(Break how) {
            if (how == Break.SILENCE) {
                silent = true;
                return;
            }
            joints.remove(this);
            if (how == Break.RESET) {
                linger(near);
                linger(far);
            }
            close(near);
            close(far);
        }

        /** RFC 9293 3.10.4: with data lost at close, a reset goes out. */
        private void linger(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // it is closed already
            }
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was closed already
        }
    }

    @Override
    public void close() {
        close(door);
        joints.forEach(joint -> joint.end(Break.END));
    }
}
