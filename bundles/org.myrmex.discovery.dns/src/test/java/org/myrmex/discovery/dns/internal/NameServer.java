package org.myrmex.discovery.dns.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.myrmex.testkit.names.RawNameServer;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server whose questions are read for the test, and remembered. */
final class NameServer implements AutoCloseable {
    /** What it answers. */
    @FunctionalInterface
    interface Script {
        /** @return a message, or nothing at all when null */
        byte[] answer(Message query, boolean tcp) throws IOException;
    }

    private final RawNameServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    /** Bytes and transport: a datagram that comes again was sent again, as a busy machine makes it. */
    private final Set<String> packets = ConcurrentHashMap.newKeySet();

    NameServer(Script script) throws IOException {
        this(script, 0);
    }

    /** @param taken a port where something else listens for TCP; 0 for both at any port */
    NameServer(Script script, int taken) throws IOException {
        RawNameServer.Script read = (bytes, byTcp) -> {
            Message query = new Message(bytes);
            boolean update = query.getHeader().getOpcode() == Opcode.UPDATE; // never sent twice
            if (update || packets.add(byTcp + HexFormat.of().formatHex(bytes))) {
                asked.add(Type.string(query.getQuestion().getType()) + " "
                        + query.getQuestion().getName());
            }
            byte[] answer = script.answer(query, byTcp);
            return answer == null ? new byte[0] : answer;
        };
        server = taken == 0 ? new RawNameServer(read) : RawNameServer.udp(taken, read);
    }

    InetSocketAddress address() {
        return server.address();
    }

    /** What it was asked, without repetition, e.g. {@code SRV _myrmex._tcp.example.org.}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    void forget() {
        asked.clear();
        packets.clear();
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

    @Override
    public void close() {
        server.close();
    }
}
