package org.myrmex.channel.internal;

import java.util.concurrent.Executor;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.mesh.Datagrams;
import org.myrmex.api.mesh.LocalAddress;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.channel.core.Budget;
import org.myrmex.channel.core.Confirm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the parts of the channel engine share. The loop's alone. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Datagrams datagrams;
    private final Loop loop;
    private final Keys keys;
    private final Executor listeners;
    private final Handlers handlers;
    private final LiveTable lives = new LiveTable();
    private final Budget budget = new Budget(Budget.DEFAULT_BYTES);

    Engine(Datagrams datagrams, Loop loop, Keys keys, Executor listeners, Handlers handlers) {
        this.datagrams = datagrams;
        this.loop = loop;
        this.keys = keys;
        this.listeners = listeners;
        this.handlers = handlers;
    }

    Datagrams datagrams() {
        return datagrams;
    }

    Loop loop() {
        return loop;
    }

    Keys keys() {
        return keys;
    }

    LiveTable lives() {
        return lives;
    }

    Budget budget() {
        return budget;
    }

    /** A conversation's surroundings. */
    Live live(LocalAddress local, VirtualAddress peer) {
        return new Live(loop, datagrams, local, peer, lives);
    }

    /** The channel of a conversation, and who it ends with. */
    OpenChannel channel(Live live, Object owner) {
        OpenChannel channel = new OpenChannel(live, loop, listeners, live.transcript());
        live.belongsTo(owner, channel);
        return channel;
    }

    /** Runs it on a listener's thread. */
    void tell(Runnable task) {
        new Mailbox(listeners).post(task);
    }

    /** An opener has proven his keys: whom he wants takes over, or nobody does. */
    void serve(Live live, Confirm confirm) {
        handlers.of(confirm.service())
                .ifPresentOrElse(
                        entry -> hand(live, confirm, entry),
                        () -> live.post((now, conversation) -> conversation.close(now)));
    }

    private void hand(Live live, Confirm confirm, Handlers.Entry entry) {
        OpenChannel channel = channel(live, entry);
        channel.inOrder(() -> {
            ChannelListener listener = null;
            try {
                listener = entry.handler().opened(channel, confirm.request());
            } catch (RuntimeException e) {
                LOG.warn("the handler of service {} failed; please report this", entry.service(), e);
            }
            if (listener == null) {
                channel.close();
            } else {
                channel.listen(listener);
            }
        });
    }
}
