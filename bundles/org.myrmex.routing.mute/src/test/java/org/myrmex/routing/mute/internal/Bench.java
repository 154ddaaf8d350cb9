package org.myrmex.routing.mute.internal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.LinkFacts;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.MessageKind;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.testkit.outbox.CountedBodies;
import org.myrmex.testkit.outbox.Effect;
import org.myrmex.testkit.outbox.RecordingOutbox;

/** One routing on the bench: frames in, effects out, the time set by hand. */
final class Bench {
    static final long START_MICROS = 1_700_000_000_000_000L;

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final CountedBodies bodies = new CountedBodies();
    private final SplittableRandom random;
    private final MuteRouting routing;
    private List<Effect> effects = List.of();
    private long now = START_MICROS;
    private long nextHandle = 1;

    Bench(Scent scent, RoutingLimits limits, Optional<byte[]> saved, int... links) {
        // a successor must not meet its predecessor's ids again by chance
        random = new SplittableRandom(saved.isPresent() ? 2 : 1);
        routing = new MuteRouting(scent, now, limits, random, saved, outbox);
        for (int link : links) {
            up(link);
        }
    }

    Bench(int... links) {
        this(Scent.FIRST_COPY, RoutingLimits.DEFAULT, Optional.empty(), links);
    }

    MuteRouting routing() {
        return routing;
    }

    long now() {
        return now;
    }

    void pass(long micros) {
        now += micros;
    }

    void up(int link) {
        LinkFacts facts = new LinkFacts(PeerId.of(new byte[32]), true, true, Realm.LOOPBACK, now);
        input(() -> routing.linkUp(now, new LinkId(link), facts));
    }

    void down(int link) {
        input(() -> routing.linkDown(now, new LinkId(link), CloseReason.GONE));
    }

    void open(VirtualAddress address) {
        AddressRecord record = new AddressRecord(new byte[AddressRecord.ED_BYTES], new byte[AddressRecord.XW_BYTES]);
        input(() -> routing.addressOpened(now, address, record));
    }

    void tick() {
        input(() -> routing.tick(now));
    }

    /** A frame of a neighbour with a fresh id. */
    MuteHeader receive(int link, MessageKind kind, VirtualAddress from, VirtualAddress to) {
        return receive(link, new MuteHeader(kind, false, id(), from, to));
    }

    MuteHeader receive(int link, MuteHeader header) {
        receive(link, header.write(), bodyBytes(header.kind()));
        return header;
    }

    void receive(int link, ByteBuffer header, int bodyBytes) {
        Body body = bodies.make(bodyBytes);
        input(() -> routing.received(now, new LinkId(link), header, body, handle()));
        body.release();
    }

    void returned(int link, MuteHeader header) {
        Body body = bodies.make(bodyBytes(header.kind()));
        input(() -> routing.returned(now, new LinkId(link), header.write(), body, Handle.NONE));
        body.release();
    }

    Message send(VirtualAddress from, VirtualAddress to, SendOptions options) {
        Body body = bodies.make(bodyBytes(MessageKind.DATAGRAM));
        Message message = new Message(MessageKind.DATAGRAM, from, to, id().bytes(), body);
        input(() -> routing.send(now, message, options, handle()));
        body.release();
        return message;
    }

    /** Where the last input sent copies, in order. */
    List<Integer> sentTo() {
        return sends().stream().map(send -> (int) send.link().number()).toList();
    }

    List<Effect.Send> sends() {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(Effect.Send.class::cast)
                .toList();
    }

    /** All effects of the last input; their bodies are released. */
    List<Effect> effects() {
        return effects;
    }

    List<RoutingEvent.Kind> notes() {
        return effects.stream()
                .filter(Effect.Note.class::isInstance)
                .map(effect -> ((Effect.Note) effect).event().kind())
                .toList();
    }

    List<DropReason> drops() {
        return effects.stream()
                .filter(Effect.Release.class::isInstance)
                .map(effect -> ((Effect.Release) effect).reason())
                .toList();
    }

    long deliveries() {
        return effects.stream().filter(Effect.Deliver.class::isInstance).count();
    }

    int bodiesAlive() {
        return bodies.alive();
    }

    MessageId id() {
        return new MessageId(random.nextLong(), random.nextLong());
    }

    static VirtualAddress address(int number) {
        return VirtualAddress.of(ByteBuffer.allocate(VirtualAddress.LENGTH)
                .putInt(28, number + 1)
                .array());
    }

    private Handle handle() {
        return new Handle(nextHandle++);
    }

    private void input(Runnable call) {
        effects = outbox.collect(call);
        RecordingOutbox.discard(effects);
    }

    private static int bodyBytes(MessageKind kind) {
        return switch (kind) {
            case QUERY -> 2048;
            case ANSWER -> 4096;
            case DATAGRAM -> 16_896;
        };
    }
}
