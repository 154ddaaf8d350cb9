package org.myrmex.discovery.lan.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Questions as others send them, byte by byte, and whether somebody of this label answers. */
final class RawQuestions implements AutoCloseable {
    private static final int PORT = 5353;
    private static final int NUMBER = 0x4d59;
    private static final int ANSWER = 0x8400;
    private static final int TTL_SECONDS = 120;
    private static final int A = 1;
    private static final int PTR = 12;
    private static final int TXT = 16;
    private static final int SRV = 33;
    private static final int IN = 1;
    private static final int UNICAST_WANTED = 0x8000;
    private static final int UNIQUE = 0x8000;

    private final InetAddress group = Loopback.address("224.0.0.251");
    private final MulticastSocket heard = new MulticastSocket(PORT);

    private final String label;

    RawQuestions(Nic nic, String label) throws IOException {
        this.label = label;
        NetworkInterface network = NetworkInterface.getByName(nic.name());
        heard.setNetworkInterface(network);
        heard.joinGroup(new InetSocketAddress(group, PORT), network);
    }

    /** Waits until it has announced itself, which takes some packets up to two seconds apart. */
    void awaitSilence() throws IOException {
        boolean speaks = true;
        for (int i = 0; i < 10 && speaks; i++) {
            speaks = hearsAnswer(heard, 3_000);
        }
    }

    /** Asks the group, as anybody on the network does. */
    boolean isAnswered(String name, long millis) throws IOException {
        byte[] bytes = question(name, false);
        send(bytes);
        return hearsAnswer(heard, millis);
    }

    /** Asks from another port and wants the answer there, where it claims to be. */
    boolean isAnsweredToSender(String name, long millis) throws IOException {
        try (DatagramSocket stranger = new DatagramSocket(0, Loopback.address("127.0.0.1"))) {
            byte[] bytes = question(name, true);
            stranger.send(new DatagramPacket(bytes, bytes.length, Loopback.address("127.0.0.1"), PORT));
            stranger.send(new DatagramPacket(bytes, bytes.length, group, PORT));
            return hearsAnswer(stranger, millis);
        }
    }

    private boolean hearsAnswer(DatagramSocket socket, long millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
        for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            socket.setSoTimeout((int) left);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException nothing) {
                return false;
            }
            boolean answer = (packet.getData()[2] & 0x80) != 0;
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            if (answer && text.contains(label)) {
                return true;
            }
        }
        return false;
    }

    void send(byte[] packet) throws IOException {
        heard.send(new DatagramPacket(packet, packet.length, group, PORT));
    }

    private static byte[] question(String name, boolean unicast) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(NUMBER);
        out.writeShort(0); // a question
        out.writeShort(1); // one of them
        out.writeShort(0);
        out.writeInt(0);
        name(out, name);
        out.writeShort(PTR);
        out.writeShort(IN | (unicast ? UNICAST_WANTED : 0));
        return bytes.toByteArray();
    }

    /** An SRV record and a TXT record: {@code host.local.} port 4096. */
    static byte[] announcement(String instance) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(0);
        out.writeShort(ANSWER);
        out.writeShort(0);
        out.writeShort(2);
        out.writeInt(0);
        name(out, instance);
        out.writeShort(SRV);
        out.writeShort(IN);
        out.writeInt(TTL_SECONDS);
        out.writeShort(18);
        out.writeInt(0);
        out.writeShort(4096);
        name(out, "host.local.");
        name(out, instance);
        out.writeShort(TXT);
        out.writeShort(IN);
        out.writeInt(TTL_SECONDS);
        out.writeShort(5);
        out.write(new byte[] {4, 'i', 'd', '=', 'x'});
        return bytes.toByteArray();
    }

    /** An A record. */
    static byte[] address(String host, InetAddress address) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(0);
        out.writeShort(ANSWER);
        out.writeShort(0);
        out.writeShort(1);
        out.writeInt(0);
        name(out, host);
        out.writeShort(A);
        out.writeShort(IN | UNIQUE);
        out.writeInt(TTL_SECONDS);
        out.writeShort(4);
        out.write(address.getAddress());
        return bytes.toByteArray();
    }

    private static void name(DataOutputStream out, String name) throws IOException {
        for (String part : name.substring(0, name.length() - 1).split("\\.", -1)) {
            out.writeByte(part.length());
            out.write(part.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeByte(0);
    }

    @Override
    public void close() {
        heard.close();
    }
}
