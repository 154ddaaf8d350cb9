package org.myrmex.discovery.dns.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.myrmex.discovery.dns.zone.Announcement;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Update;

/** Sends updates to a zone's primary server, signed (RFC 8945), by TCP: an update is rare, and must not get lost. */
final class Updater {
    private final InetSocketAddress server;
    private final String keyName;
    private final TSIG key;
    private volatile Optional<Socket> open = Optional.empty();
    /** The server, looked up anew whenever something is put there. */
    private Optional<InetAddress> host = Optional.empty();

    /** @param server where; not looked up yet */
    Updater(InetSocketAddress server, TsigKeyFile key) throws IOException {
        this.server = server;
        this.keyName = key.name();
        this.key = new TSIG(algorithm(key), Name.fromString(key.name() + "."), key.secret());
    }

    private static Name algorithm(TsigKeyFile key) {
        return TSIG.algorithmToName(key.algorithm());
    }

    void place(Announcement announcement, Duration patience) throws IOException {
        host = Optional.empty();
        send(UpdateMessages.place(announcement), announcement.domain(), patience);
    }

    /** At the server that took it: a stop has no time to look up a name. */
    void remove(Announcement announcement, Duration patience) throws IOException {
        send(UpdateMessages.remove(announcement), announcement.domain(), patience);
    }

    /** Ends what is being sent. Any thread. */
    void interrupt() {
        open.ifPresent(Channels::close);
    }

    private void send(Update update, String domain, Duration patience) throws IOException {
        byte[] bytes;
        key.apply(update, null);
        TSIGRecord signature = update.getTSIG();
        try {
            bytes = exchange(update.toWire(), patience);
        } catch (IOException e) {
            throw new RefusedException(
                    "no answer from the name server; see whether register.server is right and takes TCP", e);
        }
        Message answer;
        try {
            answer = new Message(bytes);
        } catch (IOException | RuntimeException e) {
            throw new RefusedException("the answer makes no sense; see what listens at register.server", e);
        }
        if (answer.getTSIG() != null && answer.getTSIG().getError() != Rcode.NOERROR) {
            throw new RefusedException(badKey(answer.getTSIG().getError()));
        }
        if (answer.getHeader().getID() != update.getHeader().getID()) {
            throw new RefusedException("the answer belongs to something else; see what listens at register.server");
        }
        if (answer.getRcode() != Rcode.NOERROR) {
            throw new RefusedException(refused(answer.getRcode(), domain));
        }
        if (key.verify(answer, bytes, signature) != Rcode.NOERROR) {
            throw new RefusedException("the answer is not signed by the key; see what listens at register.server");
        }
    }

    private byte[] exchange(byte[] message, Duration patience) throws IOException {
        int millis = (int) patience.toMillis();
        try (Socket socket = new Socket()) {
            open = Optional.of(socket);
            if (host.isEmpty()) {
                host = Optional.of(InetAddress.getByName(server.getHostString()));
            }
            socket.connect(new InetSocketAddress(host.get(), server.getPort()), millis);
            socket.setSoTimeout(millis);
            ByteBuffer out = ByteBuffer.allocate(Short.BYTES + message.length);
            socket.getOutputStream()
                    .write(out.putShort((short) message.length).put(message).array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return answer;
        } finally {
            open = Optional.empty();
        }
    }

    private String badKey(int error) {
        return switch (error) {
            case Rcode.BADKEY -> "the server does not know the key " + keyName + "; give the server the same key";
            case Rcode.BADSIG -> "the server has another secret for the key " + keyName + "; give both the same";
            case Rcode.BADTIME -> "the clocks of the server and of this machine differ; set them right";
            default ->
                "the server does not take the key " + keyName + " (" + Rcode.TSIGstring(error) + "); see its log";
        };
    }

    private static String refused(int rcode, String domain) {
        return switch (rcode) {
            case Rcode.REFUSED ->
                "the server refuses the update; allow it in the zone " + domain + " (update-policy or allow-update)";
            case Rcode.NOTAUTH, Rcode.NOTZONE ->
                "the server is not in charge of the zone " + domain + "; correct register.domain or register.server";
            default -> "the server failed (" + Rcode.string(rcode) + "); see its log";
        };
    }
}
