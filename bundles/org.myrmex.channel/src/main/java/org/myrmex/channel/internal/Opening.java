package org.myrmex.channel.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelException;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.transport.Body;
import org.myrmex.channel.core.Confirm;
import org.myrmex.channel.core.Conversation;
import org.myrmex.channel.core.OpenSchedule;
import org.myrmex.channel.core.OpenerHandshake;
import org.myrmex.channel.core.Packet;
import org.myrmex.channel.core.Parties;
import org.myrmex.channel.core.Setting;

/** A channel that is being opened: repeats OPEN until an ACCEPT fits or the time is over. The loop's alone. */
final class Opening extends Timed {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** What is opened, by whom and for whom. */
    record Wish(
            LocalAddress local,
            Parties parties,
            byte[] answererKey,
            Confirm confirm,
            ChannelOptions options,
            ChannelListener listener,
            Object owner) {}

    private final Engine engine;
    private final Openings table;
    private final RandomGenerator random;
    private final Wish wish;
    private final CompletableFuture<Channel> result;
    private final long deadlineMicros;
    private Optional<Try> current = Optional.empty();
    private boolean computing;
    private int sent;
    private long nextSendMicros;
    private boolean done;

    /** One set of keys. */
    private record Try(OpenerHandshake handshake, Kem.KemKey ephemeral) {
        void erase() {
            handshake.erase();
            ephemeral.erase();
        }
    }

    Opening(Engine engine, Openings table, RandomGenerator random, Wish wish, CompletableFuture<Channel> result) {
        long now = engine.loop().now();
        this.engine = engine;
        this.table = table;
        this.random = random;
        this.wish = wish;
        this.result = result;
        this.deadlineMicros = now + micros(wish.options().openTimeout());
        this.nextSendMicros = now;
    }

    /** "For ever" must not overflow: the opener would wait for a result that never comes. */
    private static long micros(Duration time) {
        return (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos() / 1000;
    }

    Wish wish() {
        return wish;
    }

    @Override
    long nextWakeUp() {
        if (done) {
            return Long.MAX_VALUE;
        }
        return computing ? deadlineMicros : Math.min(deadlineMicros, nextSendMicros);
    }

    @Override
    void tick(long now) {
        if (done) {
            return;
        }
        if (now >= deadlineMicros) {
            fail("the other end did not answer in time; search again, or try later");
        } else if (now >= nextSendMicros && !computing) {
            if (OpenSchedule.beginsTry(sent)) {
                makeKeys();
            } else {
                send(now);
            }
        }
    }

    private void makeKeys() {
        computing = true;
        engine.keys().fresh(wish.answererKey(), made -> {
            computing = false;
            if (done) {
                made.ifPresent(fresh -> fresh.own().erase());
            } else if (made.isEmpty()) {
                fail("the other end's key is not usable");
            } else {
                begin(made.get());
            }
        });
    }

    private void begin(Keys.Fresh fresh) {
        forgetTry();
        byte[] sid = new byte[Packet.SID_BYTES];
        random.nextBytes(sid);
        OpenerHandshake handshake =
                OpenerHandshake.begin(wish.parties(), sid, fresh.own().publicKey(), fresh.forPeer());
        current = Optional.of(new Try(handshake, fresh.own()));
        table.name(this, sid);
        send(engine.loop().now());
        engine.loop().touch(this);
    }

    private void send(long now) {
        boolean fresh = OpenSchedule.route(sent) == SendOptions.Route.FRESH;
        SendOptions options = fresh ? SendOptions.FRESH : SendOptions.DEFAULT;
        byte[] open = current.orElseThrow().handshake().open();
        // not taken means lost, and is repeated like that
        var unused = engine.datagrams().send(wish.local(), wish.parties().answerer(), Body.of(open), options, () -> {});
        sent++;
        nextSendMicros = now + OpenSchedule.pauseMicros(sent);
    }

    /** An ACCEPT that names our sid. One at a time is looked at: a relay may send wrong ones, each costs a millisecond. */
    void accepted(Packet.Accept accept) {
        if (computing || done || current.isEmpty()) {
            return;
        }
        computing = true;
        engine.keys().decapsulate(current.get().ephemeral(), accept.forEphemeral(), byEphemeral -> engine.keys()
                .decapsulate(wish.local(), accept.forOpener(), byOwn -> finish(accept, byEphemeral, byOwn)));
        engine.loop().touch(this);
    }

    private void finish(Packet.Accept accept, Optional<byte[]> byEphemeral, Optional<byte[]> byOwn) {
        computing = false;
        if (done) {
            forgetTry();
            return;
        }
        boolean possible = byEphemeral.isPresent() && byOwn.isPresent();
        Optional<OpenerHandshake.Agreed> agreed = possible
                ? current.orElseThrow().handshake().accept(accept, byEphemeral.get(), byOwn.get())
                : Optional.empty();
        if (agreed.isPresent()) {
            succeed(agreed.get());
        } else {
            engine.loop().touch(this);
        }
    }

    private void succeed(OpenerHandshake.Agreed agreed) {
        long now = engine.loop().now();
        end();
        Live live = engine.live(wish.local(), wish.parties().answerer());
        Setting setting = new Setting(micros(wish.options().silence()), engine.budget(), live);
        live.begin(Conversation.opened(now, agreed, wish.parties(), wish.confirm(), setting));
        OpenChannel channel = engine.channel(live, wish.owner());
        channel.inOrder(() -> {
            result.complete(channel);
            channel.listen(wish.listener());
        });
        if (!engine.lives().hasRoom() || !engine.lives().add(live)) {
            live.input((at, conversation) -> conversation.lose(at));
        }
    }

    /** Gives up. */
    void fail(String why) {
        if (!done) {
            end();
            engine.tell(() -> result.completeExceptionally(new ChannelException(why)));
        }
    }

    private void end() {
        done = true;
        table.remove(this);
        if (!computing) {
            forgetTry();
        }
    }

    private void forgetTry() {
        current.ifPresent(Try::erase);
        current = Optional.empty();
        table.unname(this);
    }
}
