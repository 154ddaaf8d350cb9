package org.myrmex.testkit.outbox;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myrmex.api.routing.CompactRecord;
import org.myrmex.api.routing.DropReason;
import org.myrmex.api.routing.Handle;
import org.myrmex.api.routing.HashChain;
import org.myrmex.api.routing.LinkId;
import org.myrmex.api.routing.Message;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingEvent;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.api.transport.Body;
import org.myrmex.api.transport.CloseReason;

/** Writes down what a routing protocol asks for and does none of it. An effect outside of an input is an error at once. */
public final class RecordingOutbox implements Outbox {
    private List<Effect> current;

    /** Runs one input and returns its effects in order; their bodies are the caller's to release. */
    public List<Effect> collect(Runnable input) {
        if (current != null) {
            throw new IllegalStateException("an input within an input");
        }
        List<Effect> effects = new ArrayList<>();
        current = effects;
        try {
            input.run();
        } finally {
            current = null;
        }
        return effects;
    }

    /** Releases what the effects hold. */
    public static void discard(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                send.body().release();
            } else if (effect instanceof Effect.Deliver deliver) {
                deliver.message().body().release();
            } else if (effect instanceof Effect.Verify verify) {
                verify.body().release();
            }
        }
    }

    @Override
    public void send(LinkId link, ByteBuffer header, Body body, long flow, Handle cause) {
        body.retain();
        add(new Effect.Send(link, header, body, flow, cause));
    }

    @Override
    public void deliver(Message message, Handle cause) {
        message.body().retain();
        add(new Effect.Deliver(message, cause));
    }

    @Override
    public void hold(Handle handle) {
        add(new Effect.Hold(handle));
    }

    @Override
    public void release(Handle handle, DropReason reason) {
        add(new Effect.Release(handle, reason));
    }

    @Override
    public void sign(long job, VirtualAddress address, byte[] bytes) {
        add(new Effect.Sign(job, address, bytes));
    }

    @Override
    public void verify(
            long job,
            LinkId chargedLink,
            CompactRecord record,
            byte[] prefix,
            Body body,
            byte[] signature,
            Optional<HashChain> chain) {
        body.retain();
        add(new Effect.Verify(job, chargedLink, record, prefix, body, signature, chain));
    }

    @Override
    public void closeLink(LinkId link, CloseReason why) {
        add(new Effect.CloseLink(link, why));
    }

    @Override
    public void note(RoutingEvent event) {
        add(new Effect.Note(event));
    }

    private void add(Effect effect) {
        if (current == null) {
            throw new IllegalStateException("an effect outside of an input: " + effect);
        }
        current.add(effect);
    }
}
