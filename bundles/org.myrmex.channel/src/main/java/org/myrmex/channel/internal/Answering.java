package org.myrmex.channel.internal;

import java.util.Optional;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.channel.core.AnswererHandshake;
import org.myrmex.channel.core.Conversation;
import org.myrmex.channel.core.Doorkeeper;
import org.myrmex.channel.core.Packet;
import org.myrmex.channel.core.Parties;
import org.myrmex.channel.core.Setting;

/**
 * What becomes of an OPEN: admitted, proven, accepted, and a half-open conversation until the opener's first record. Whatever
 * is wrong with it, nothing is sent back. The loop's alone.
 */
final class Answering extends Timed {
    private final Engine engine;
    private final Doorkeeper doorkeeper = new Doorkeeper();

    Answering(Engine engine) {
        this.engine = engine;
    }

    /** Somebody asks for a channel. */
    void asked(LocalAddress local, VirtualAddress from, Packet.Open open) {
        Optional<AddressRecord> record = local.peerRecord(from);
        Optional<byte[]> answerHash = local.answerHash(from);
        if (record.isEmpty() || answerHash.isEmpty()) {
            return;
        }
        Doorkeeper.Admission admission = doorkeeper.admit(engine.loop().now(), local.address(), from, open);
        if (admission instanceof Doorkeeper.Admission.Repeat repeat) {
            send(local, from, repeat.accept());
        } else if (admission instanceof Doorkeeper.Admission.Admitted admitted) {
            Parties parties = new Parties(from, local.address(), answerHash.get());
            prove(new Asked(local, parties, record.get().xw(), open, admitted.visit()));
        }
        engine.loop().touch(this);
    }

    private record Asked(
            LocalAddress local, Parties parties, byte[] openerKey, Packet.Open open, Doorkeeper.Visit visit) {}

    private void prove(Asked asked) {
        engine.keys().decapsulate(asked.local(), asked.open().forAnswerer(), secret -> {
            Optional<AnswererHandshake> handshake =
                    secret.flatMap(byOwn -> AnswererHandshake.begin(asked.parties(), asked.open(), byOwn));
            if (handshake.isPresent() && doorkeeper.proven(asked.visit())) {
                engine.keys().both(asked.open().ephemeralKey(), asked.openerKey(), both -> {
                    if (both.isPresent()
                            && doorkeeper.knows(asked.visit())
                            && engine.lives().hasRoomForVisitor()) {
                        accept(asked, handshake.get(), both.get());
                    } else {
                        drop(asked.visit());
                    }
                });
            } else {
                drop(asked.visit());
            }
        });
    }

    private void drop(Doorkeeper.Visit visit) {
        doorkeeper.done(visit);
        engine.loop().touch(this);
    }

    private void accept(Asked asked, AnswererHandshake handshake, Keys.Both both) {
        AnswererHandshake.Accepted accepted =
                handshake.accept(both.forEphemeral(), both.forOpener(), Conversation.FIRST_CREDIT);
        VirtualAddress opener = asked.parties().opener();
        Live live = engine.live(asked.local(), opener);
        long silenceMicros = ChannelOptions.DEFAULT.silence().toNanos() / 1000;
        Setting setting = new Setting(silenceMicros, engine.budget(), live);
        live.begin(Conversation.answered(engine.loop().now(), accepted.keys(), asked.parties(), setting));
        live.halfOpen(asked.visit(), confirm -> {
            drop(asked.visit());
            engine.serve(live, confirm);
        });
        if (!engine.lives().add(live)) {
            live.input((now, conversation) -> conversation.lose(now));
            drop(asked.visit());
            return;
        }
        doorkeeper.accepted(asked.visit(), accepted.body());
        send(asked.local(), opener, accepted.body());
    }

    private void send(LocalAddress local, VirtualAddress to, byte[] accept) {
        // not taken means lost: the opener repeats his OPEN, and this goes out again
        var unused = engine.datagrams().send(local, to, Body.of(accept), SendOptions.DEFAULT, () -> {});
    }

    /** An own address is gone. */
    void closed(VirtualAddress own) {
        doorkeeper.closed(own);
        engine.loop().touch(this);
    }

    @Override
    long nextWakeUp() {
        return doorkeeper.nextWakeUp();
    }

    @Override
    void tick(long now) {
        doorkeeper.expire(now).forEach(engine.lives()::forget);
    }
}
