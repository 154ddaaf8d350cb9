package org.myrmex.discovery.dns.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server on real sockets of loopback that does what no decent one does. */
final class NameServer implements AutoCloseable {
    /** What it answers. */
    @FunctionalInterface
    interface Script {
        /** @return a message, or nothing at all when null */
        byte[] answer(Message query, boolean tcp) throws IOException;
    }

    private final Script script;
    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();

    NameServer(Script script) throws IOException {
        this.script = script;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        DatagramSocket datagrams = null;
        ServerSocket streams = null;
        for (int i = 0; i < 20 && datagrams == null; i++) {
            streams = new ServerSocket(0, 50, loopback);
            try {
                datagrams = new DatagramSocket(streams.getLocalPort(), loopback);
            } catch (SocketException taken) {
                streams.close();
            }
        }
        this.tcp = streams;
        this.udp = datagrams;
        start(this::serveUdp);
        start(this::serveTcp);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /** What it was asked, e.g. {@code SRV _myrmex._tcp.example.org.}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    void forget() {
        asked.clear();
    }

    /** A good answer with these records. */
    static Message reply(Message query, Record... answers) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        for (Record answer : answers) {
            reply.addRecord(answer, Section.ANSWER);
        }
        return reply;
    }

    private interface Serving {
        void run() throws IOException;
    }

    private void start(Serving serving) {
        Thread thread = new Thread(() -> {
            try {
                serving.run();
            } catch (SocketException closed) {
                // the end of the test
            } catch (IOException | RuntimeException e) {
                faults.add(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serveUdp() throws IOException {
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            udp.receive(packet);
            byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()), false);
            if (answer != null) {
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveTcp() throws IOException {
        while (!tcp.isClosed()) {
            Socket socket = tcp.accept();
            start(() -> {
                try (socket) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    byte[] query = new byte[in.readUnsignedShort()];
                    in.readFully(query);
                    byte[] answer = answer(query, true);
                    if (answer != null) {
                        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                        out.writeShort(answer.length);
                        out.write(answer);
                    }
                    // whoever asked closes
                    while (in.read() >= 0) {}
                } catch (EOFException gone) {
                    // whoever asked gave up
                }
            });
        }
    }

    private byte[] answer(byte[] bytes, boolean byTcp) throws IOException {
        Message query = new Message(bytes);
        asked.add(org.xbill.DNS.Type.string(query.getQuestion().getType()) + " "
                + query.getQuestion().getName());
        return script.answer(query, byTcp);
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
        if (!faults.isEmpty()) {
            throw new AssertionError("the server of the test failed", faults.get(0));
        }
    }
}
