package org.myrmex.transport.tls.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.Connection;
import org.myrmex.api.transport.Frame;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.PeerId;
import org.myrmex.api.transport.Realm;
import org.myrmex.transport.tls.internal.frame.FrameCutter;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;
import org.myrmex.transport.tls.internal.slab.Landing;
import org.myrmex.transport.tls.internal.slab.Spares;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live connection. The interface's methods are for any thread and only leave a note; everything else happens on the links
 * thread.
 */
final class TlsConnection implements Connection, SelectorLoop.Ready {
    private static final Logger LOG = LoggerFactory.getLogger(TlsConnection.class);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** Batches written before the others have their turn. */
    private static final int BATCHES_A_TURN = 4;

    private final LinkLoop loop;
    private final Handshaken facts;
    private final SendQueue queue;
    private final FrameCutter cutter;
    private final AtomicBoolean noted = new AtomicBoolean();
    private volatile boolean paused;
    private volatile CloseReason closeAsked;

    private SelectionKey key;
    private boolean ended;
    /** Nothing that we say would be heard. */
    private boolean deaf;
    /** Ciphertext not used yet: part of a record, or what came right behind the handshake. */
    private ByteBuffer left = NOTHING;

    private boolean leftUnseen = true;
    /** The beginning of a frame. */
    private ByteBuffer carried = NOTHING;
    /** Ciphertext that the socket did not take yet, and the frame bytes in it. */
    private ByteBuffer unwritten;

    private int unwrittenFrameBytes;

    /**
     * What a finished handshake leaves behind.
     *
     * @param received ciphertext that came behind the handshake
     * @param unwritten the end of the handshake that the socket has not taken yet
     * @param gone to be run once when the connection ends
     */
    record Handshaken(
            SocketChannel socket,
            SecureChannel channel,
            PeerId peer,
            PeerAddress remote,
            boolean dialledByUs,
            boolean pinned,
            Realm realm,
            Events events,
            ByteBuffer received,
            ByteBuffer unwritten,
            Runnable gone) {}

    TlsConnection(LinkLoop loop, Handshaken facts) {
        this.loop = loop;
        this.facts = facts;
        queue = new SendQueue(facts.events().limits());
        cutter = new FrameCutter(facts.events().limits());
    }

    @Override
    public PeerId peer() {
        return facts.peer();
    }

    @Override
    public PeerAddress remote() {
        return facts.remote();
    }

    @Override
    public boolean dialledByUs() {
        return facts.dialledByUs();
    }

    @Override
    public boolean pinned() {
        return facts.pinned();
    }

    @Override
    public Realm realm() {
        return facts.realm();
    }

    @Override
    public int send(List<Frame> frames) {
        int taken = queue.offer(frames);
        if (taken > 0) {
            note();
        }
        return taken;
    }

    @Override
    public int queuedBytes() {
        return queue.queuedBytes();
    }

    @Override
    public void pauseReading(boolean pause) {
        paused = pause;
        note();
    }

    @Override
    public void close(CloseReason reason) {
        queue.close();
        if (closeAsked == null) {
            closeAsked = reason;
        }
        note();
    }

    // many notes between two turns of the loop are one job
    private void note() {
        if (noted.compareAndSet(false, true)) {
            loop.execute(this::readNotes);
        }
    }

    private void readNotes() {
        noted.set(false);
        if (key != null) {
            turn(false);
        }
    }

    /** The loop takes over; what was asked in the meantime is done now. */
    void adopt() {
        try {
            key = facts.socket().register(loop.selector(), 0, this);
        } catch (IOException e) {
            LOG.debug("the connection was closed before it was served", e);
            deaf = true;
            end(CloseReason.GONE);
            return;
        }
        loop.add(this);
        left = loop.spares().copyOf(facts.received());
        unwritten = facts.unwritten() == null ? null : loop.unwritten().copyOf(facts.unwritten());
        turn(false);
    }

    @Override
    public void ready() {
        turn(key.isReadable());
    }

    private void turn(boolean readable) {
        if (ended) {
            return;
        }
        try {
            if (closeAsked != null) {
                end(closeAsked);
                return;
            }
            if (!paused && (leftUnseen || readable)) {
                read();
            }
            if (!ended) {
                flush();
            }
            if (!ended) {
                await((paused ? 0 : SelectionKey.OP_READ) | (unwritten == null ? 0 : SelectionKey.OP_WRITE));
            }
        } catch (IOException e) {
            LOG.debug("a connection broke: {}", e.getMessage());
            deaf = true;
            end(CloseReason.GONE);
        } catch (ChannelRefusedException e) {
            LOG.error("a connection is closed for a fault of this side; please report it", e);
            end(e.reason());
        } catch (RuntimeException e) {
            LOG.error("a connection is closed for a fault of this side; please report it", e);
            end(CloseReason.INTERNAL);
        }
    }

    private void await(int operations) {
        if (key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    private void read() throws IOException {
        Spares spares = loop.spares();
        ByteBuffer incoming = loop.incoming();
        incoming.put(left);
        spares.giveBack(left);
        left = NOTHING;
        leftUnseen = false;
        boolean atEnd = facts.socket().read(incoming) < 0;
        incoming.flip();
        List<Frame> frames = new ArrayList<>();
        Landing landing = loop.landing();
        landing.begin(carried);
        spares.giveBack(carried);
        carried = NOTHING;
        Optional<CloseReason> reason = decrypt(incoming, landing, frames);
        if (reason.isEmpty()) {
            left = spares.copyOf(incoming);
            carried = spares.copyOf(landing.rest());
        }
        landing.end();
        if (!frames.isEmpty()) {
            facts.events().sink().received(this, frames);
        }
        if (reason.isPresent() || atEnd) {
            deaf |= reason.isEmpty();
            end(reason.orElse(CloseReason.GONE));
        }
    }

    private Optional<CloseReason> decrypt(ByteBuffer incoming, Landing landing, List<Frame> frames) {
        try {
            while (true) {
                SecureChannel.Opened opened = facts.channel().open(incoming, landing.room());
                Optional<CloseReason> fault = landing.cut(cutter, frames);
                if (fault.isPresent()) {
                    return fault;
                }
                switch (opened) {
                    case ENDED -> {
                        deaf = true;
                        return Optional.of(CloseReason.GONE);
                    }
                    case NEEDS_BYTES -> {
                        return Optional.empty();
                    }
                    case NEEDS_ROOM -> landing.makeRoom();
                }
            }
        } catch (ChannelRefusedException e) {
            LOG.debug("TLS ended a connection: {}", e.getMessage());
            return Optional.of(e.reason());
        }
    }

    private void flush() throws IOException, ChannelRefusedException {
        for (int i = 0; i < BATCHES_A_TURN; i++) {
            if (unwritten != null) {
                facts.socket().write(unwritten);
                if (unwritten.hasRemaining()) {
                    return;
                }
                loop.unwritten().giveBack(unwritten);
                unwritten = null;
            } else if (!encrypt() || unwritten != null) {
                return;
            }
            int frameBytes = unwrittenFrameBytes;
            unwrittenFrameBytes = 0;
            if (queue.written(frameBytes)) {
                facts.events().sink().writable(this);
            }
        }
        note();
    }

    /** Writes a batch, and keeps in {@link #unwritten} what the socket does not take; false when there is nothing to say. */
    private boolean encrypt() throws IOException, ChannelRefusedException {
        Batch batch = loop.batch();
        try {
            batch.fill(queue);
            // a key update must be answered even when there is nothing to send
            if (batch.bytes() == 0 && !facts.channel().owes()) {
                return false;
            }
            ByteBuffer sealed = loop.outgoing(facts.channel().sealedBytes(batch.bytes()));
            facts.channel().seal(batch.parts(), sealed);
            unwrittenFrameBytes = batch.bytes();
            facts.socket().write(sealed.flip());
            unwritten = sealed.hasRemaining() ? loop.unwritten().copyOf(sealed) : null;
            return true;
        } finally {
            batch.empty();
        }
    }

    /** Once, on the links thread; the last event of the connection. */
    void end(CloseReason reason) {
        if (ended) {
            return;
        }
        ended = true;
        queue.close();
        if (!deaf) {
            sayGoodbye();
        }
        Sockets.closeQuietly(facts.socket());
        SelectorLoop.guarded(queue::clear);
        letGo();
        loop.remove(this);
        facts.gone().run();
        facts.events().sink().closed(this, reason);
    }

    private void sayGoodbye() {
        try {
            flush();
            if (unwritten == null) {
                ByteBuffer last = loop.outgoing(facts.channel().sealedBytes(0));
                facts.channel().end(last);
                facts.socket().write(last.flip());
            }
            Sockets.finishWriting(facts.socket());
        } catch (IOException | ChannelRefusedException | RuntimeException e) {
            LOG.debug("a connection could not be closed in order: {}", e.getMessage());
        }
    }

    private void letGo() {
        // its secrets are forgotten, whether or not it could say goodbye
        SelectorLoop.guarded(() -> facts.channel().end(NOTHING.duplicate()));
        loop.spares().giveBack(left);
        loop.spares().giveBack(carried);
        left = NOTHING;
        carried = NOTHING;
        if (unwritten != null) {
            loop.unwritten().giveBack(unwritten);
            unwritten = null;
        }
    }
}
