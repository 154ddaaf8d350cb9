package org.myrmex.discovery.dns.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    private final HostLookup lookup;
    private volatile Optional<Socket> open = Optional.empty();
    private volatile boolean ending;
    /** The server, looked up anew whenever something is put there; as it was the last time while that does not work. */
    private volatile Optional<InetAddress> host = Optional.empty();

    /** @param server where; not looked up yet */
    Updater(InetSocketAddress server, TsigKeyFile key, HostLookup lookup) throws IOException {
        this.server = server;
        this.lookup = lookup;
        this.keyName = key.name();
        this.key = new TSIG(algorithm(key), Name.fromString(key.name(), Name.root), key.secret());
    }

    private static Name algorithm(TsigKeyFile key) {
        return TSIG.algorithmToName(key.algorithm());
    }

    void place(Announcement announcement, Duration patience) throws IOException {
        lookUp();
        send(UpdateMessages.place(announcement), announcement.domain(), deadline(patience));
    }

    void remove(Announcement announcement, Duration patience) throws IOException {
        if (host.isEmpty()) {
            lookUp();
        }
        send(UpdateMessages.remove(announcement), announcement.domain(), deadline(patience));
    }

    private void lookUp() throws IOException {
        try {
            host = Optional.of(lookup.find(server.getHostString()));
        } catch (RefusedException e) {
            throw new RefusedException(
                    e.getMessage() + "; see whether the network is there and register.server right", e);
        }
    }

    /** Ends what is being sent, and lets nothing begin but the {@link #removeLast last}. Any thread. */
    void end() {
        ending = true;
        lookup.end();
        open.ifPresent(Channels::close);
    }

    /** What is to be done after the end, at the server that took it: a stop has no time to look up a name. */
    void removeLast(Announcement announcement, Duration patience) throws IOException {
        ending = false;
        send(UpdateMessages.remove(announcement), announcement.domain(), deadline(patience));
    }

    private static long deadline(Duration patience) {
        return System.nanoTime() + patience.toNanos();
    }

    private void send(Update update, String domain, long deadlineNanos) throws IOException {
        byte[] bytes;
        key.apply(update, null);
        TSIGRecord signature = update.getTSIG();
        try {
            bytes = exchange(update.toWire(), deadlineNanos);
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

    /** All of it before the deadline: a server that sends a byte now and then would hold up a stop for ever. */
    private byte[] exchange(byte[] message, long deadlineNanos) throws IOException {
        InetAddress address = host.orElseThrow(() -> new UnknownHostException(server.getHostString()));
        try (Socket socket = new Socket()) {
            open = Optional.of(socket);
            if (ending) {
                throw new SocketException("the peer stops");
            }
            socket.connect(new InetSocketAddress(address, server.getPort()), millisLeft(deadlineNanos));
            ByteBuffer out = ByteBuffer.allocate(Short.BYTES + message.length);
            socket.getOutputStream()
                    .write(out.putShort((short) message.length).put(message).array());
            int length =
                    ByteBuffer.wrap(read(socket, Short.BYTES, deadlineNanos)).getShort() & 0xFFFF;
            return read(socket, length, deadlineNanos);
        } finally {
            open = Optional.empty();
        }
    }

    private static byte[] read(Socket socket, int length, long deadlineNanos) throws IOException {
        byte[] bytes = new byte[length];
        int had = 0;
        while (had < length) {
            socket.setSoTimeout(millisLeft(deadlineNanos));
            int came = socket.getInputStream().read(bytes, had, length - had);
            if (came < 0) {
                throw new EOFException("closed before the answer was complete");
            }
            had += came;
        }
        return bytes;
    }

    private static int millisLeft(long deadlineNanos) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) millis;
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
