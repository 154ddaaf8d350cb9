package org.myrmex.lab.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.QueryScope;
import org.myrmex.api.routing.RouteView;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.SavePurpose;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.Verdict;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/** Sends nothing but signed datagrams to its neighbours, and delivers nothing but what a check found good. */
final class SigningRouting implements RoutingProtocol {
    static final byte[] PREFIX = "signed".getBytes(StandardCharsets.US_ASCII);
    private static final int CHAIN_TIMES = 3;

    private final SigningFactory told;
    private final Outbox outbox;
    private final TreeSet<LinkId> links = new TreeSet<>();
    private final Map<VirtualAddress, CompactRecord> own = new LinkedHashMap<>();
    private final Map<Long, Message> jobs = new LinkedHashMap<>();
    private final Map<Long, Handle> handles = new LinkedHashMap<>();
    private long nextJob;

    SigningRouting(SigningFactory told, Outbox outbox) {
        this.told = told;
        this.outbox = outbox;
    }

    @Override
    public void addressOpened(long now, VirtualAddress address, AddressRecord record) {
        own.put(address, new CompactRecord(record.ed(), sha256(record.xw())));
    }

    /** Signs even so, to see what comes. */
    @Override
    public void addressClosed(long now, VirtualAddress address) {}

    @Override
    public void linkUp(long now, LinkId link, LinkFacts facts) {
        links.add(link);
    }

    @Override
    public void linkDown(long now, LinkId link, CloseReason why) {
        links.remove(link);
    }

    @Override
    public void send(long now, Message message, SendOptions options, Handle handle) {
        message.body().retain();
        jobs.put(nextJob, message);
        byte[] content = sha256(bytes(message.body()));
        byte[] signed = ByteBuffer.allocate(PREFIX.length + content.length)
                .put(PREFIX)
                .put(content)
                .array();
        outbox.sign(nextJob++, message.from(), signed);
    }

    @Override
    public void signed(long now, long job, byte[] signature) {
        Message message = jobs.remove(job);
        told.signatures.add(signature);
        if (signature != null) {
            byte[] start = new byte[32];
            byte[] end = start;
            int times = told.altered == SigningFactory.Altered.CHAIN ? CHAIN_TIMES + 1 : CHAIN_TIMES;
            for (int i = 0; i < times; i++) {
                end = sha256(end);
            }
            CompactRecord record = own.get(message.from());
            ByteBuffer header = ByteBuffer.allocate(64 + 64 + 64 + 64 + Message.ID_BYTES)
                    .put(signature)
                    .put(record.ed())
                    .put(record.xwHash())
                    .put(start)
                    .put(end)
                    .put(message.from().bytes())
                    .put(message.to().bytes())
                    .put(message.id())
                    .flip();
            Body sent = body(message.body());
            links.forEach(link -> outbox.send(link, header.duplicate(), sent, 0, Handle.NONE));
            sent.release();
        }
        message.body().release();
    }

    private Body body(Body signed) {
        if (told.altered == SigningFactory.Altered.BODY) {
            byte[] other = bytes(signed);
            other[other.length - 1] ^= 1;
            return told.bodies.make(other);
        }
        signed.retain();
        return signed;
    }

    @Override
    public void received(long now, LinkId link, ByteBuffer header, Body body, Handle handle) {
        byte[] signature = take(header, 64);
        CompactRecord record = new CompactRecord(take(header, 32), take(header, 32));
        HashChain chain = new HashChain(take(header, 32), CHAIN_TIMES, take(header, 32));
        VirtualAddress from = VirtualAddress.of(take(header, 32));
        VirtualAddress to = VirtualAddress.of(take(header, 32));
        body.retain();
        jobs.put(nextJob, new Message(MessageKind.DATAGRAM, from, to, take(header, Message.ID_BYTES), body));
        handles.put(nextJob, handle);
        outbox.hold(handle);
        outbox.verify(nextJob++, link, record, PREFIX, body, signature, Optional.of(chain));
    }

    @Override
    public void verified(long now, long job, Verdict verdict) {
        told.verdicts.add(verdict);
        Message message = jobs.remove(job);
        Handle handle = handles.remove(job);
        if (verdict == Verdict.GOOD) {
            outbox.deliver(message, handle);
        }
        outbox.release(handle, verdict == Verdict.GOOD ? DropReason.DONE : DropReason.UNVERIFIED);
        message.body().release();
    }

    @Override
    public void query(long now, Message message, QueryScope scope, Handle handle) {}

    @Override
    public void answer(long now, Message message, byte[] queryId, Handle handle) {}

    @Override
    public void tick(long now) {}

    @Override
    public long nextWakeUp() {
        return Long.MAX_VALUE;
    }

    @Override
    public byte[] save(long now, SavePurpose purpose) {
        return new byte[0];
    }

    @Override
    public void routes(long now, Consumer<RouteView> to) {}

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] bytes(Body body) {
        return take(body.view(), body.length());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
