package org.myrmex.channel.internal;

import java.util.Optional;
import java.util.function.Consumer;
import org.myrmex.api.channel.ChannelListener.End;
import org.myrmex.api.mesh.Datagrams;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.channel.core.Confirm;
import org.myrmex.channel.core.Conversation;
import org.myrmex.channel.core.ConversationEffects;
import org.myrmex.channel.core.Doorkeeper;

/** A conversation in its surroundings. The loop's alone, but for {@link #post}. */
final class Live extends Timed implements ConversationEffects {
    private final Loop loop;
    private final Datagrams datagrams;
    private final LocalAddress local;
    private final VirtualAddress peer;
    private final LiveTable table;
    private Conversation conversation;
    private Optional<OpenChannel> channel = Optional.empty();
    private Optional<Object> owner = Optional.empty();
    private Consumer<Confirm> whenConfirmed = confirm -> {};
    private Optional<Doorkeeper.Visit> visit = Optional.empty();
    private boolean visitor;
    private boolean ended;

    Live(Loop loop, Datagrams datagrams, LocalAddress local, VirtualAddress peer, LiveTable table) {
        this.loop = loop;
        this.datagrams = datagrams;
        this.local = local;
        this.peer = peer;
        this.table = table;
    }

    /** An input of the conversation. */
    interface Input {
        void to(long now, Conversation conversation);
    }

    /** The conversation begins; an opener's has sent its first record by now. */
    void begin(Conversation begun) {
        conversation = begun;
        loop.touch(this);
    }

    /** Whose it is: ends with him. */
    void belongsTo(Object whom, OpenChannel seenAs) {
        owner = Optional.of(whom);
        channel = Optional.of(seenAs);
    }

    /** An answerer's side, until the opener has proven his keys and says what he wants. */
    void halfOpen(Doorkeeper.Visit by, Consumer<Confirm> then) {
        visitor = true;
        visit = Optional.of(by);
        whenConfirmed = then;
    }

    boolean isHalfOpenBy(Doorkeeper.Visit by) {
        return visit.isPresent() && visit.get() == by;
    }

    /** Any thread. */
    void post(Input input) {
        loop.post(() -> input(input));
    }

    void input(Input input) {
        input.to(loop.now(), conversation);
        settle();
    }

    private void settle() {
        if (conversation.isOver()) {
            loop.forget(this);
            table.remove(this);
        } else {
            loop.touch(this);
        }
    }

    @Override
    long nextWakeUp() {
        return conversation.nextWakeUp();
    }

    @Override
    void tick(long now) {
        conversation.tick(now);
        if (conversation.isOver()) {
            table.remove(this);
        }
    }

    LocalAddress local() {
        return local;
    }

    VirtualAddress peer() {
        return peer;
    }

    int tag() {
        return conversation.tag();
    }

    byte[] transcript() {
        return conversation.transcript();
    }

    boolean isOwnedBy(Object whom) {
        return owner.isPresent() && owner.get() == whom;
    }

    /** Whether somebody else opened it. */
    boolean isVisitor() {
        return visitor;
    }

    /** Whether it is only there to answer what comes late. */
    boolean isLingering() {
        return ended;
    }

    @Override
    public boolean transmit(long counter, byte[] body, SendOptions.Route route) {
        SendOptions options = route == SendOptions.Route.FRESH ? SendOptions.FRESH : SendOptions.DEFAULT;
        Runnable written = () -> loop.postInTurn(() -> input((now, to) -> to.written(now, counter)));
        return datagrams.send(local, peer, Body.of(body), options, written);
    }

    @Override
    public void confirmed(Confirm confirm) {
        visit = Optional.empty();
        whenConfirmed.accept(confirm);
    }

    @Override
    public void deliver(byte[] message) {
        channel.ifPresent(open -> open.deliver(message));
    }

    @Override
    public void acknowledged(int messages, int room) {
        channel.ifPresent(open -> open.acknowledged(messages, room));
    }

    @Override
    public void finished() {
        channel.ifPresent(OpenChannel::allArrived);
    }

    @Override
    public void ended(End end) {
        ended = true;
        channel.ifPresent(open -> open.ended(end));
    }
}
