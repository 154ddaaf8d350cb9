package org.myrmex.transport.tls.internal.tls13;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.api.transport.PeerId;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;
import org.myrmex.transport.tls.internal.secure.SecureChannel;

/** One end of a TLS 1.3 connection: first {@link Handshaking}, then {@link RecordReader} and {@link RecordWriter}. */
final class Tls13Channel implements SecureChannel {
    private final boolean dials;
    private final Introduction introduction;
    private final KeyLimits limits;
    private final Scratch scratch;
    /** Null when the handshake is done. */
    private Handshaking handshaking;

    private RecordReader reader;
    private RecordWriter writer;
    /** Why nothing is opened any more; what waits to be said can still be sealed, and the alert behind it. */
    private ChannelRefusedException refused;

    private ChannelRefusedException broken;
    private short lastWord = AlertDescription.close_notify;
    private boolean over;

    Tls13Channel(boolean dials, Introduction introduction, KeyLimits limits, Scratch scratch) {
        this.dials = dials;
        this.introduction = introduction;
        this.limits = limits;
        this.scratch = scratch;
        handshaking = dials ? Handshaking.dialling(introduction) : Handshaking.answering(introduction);
    }

    @Override
    public Handshake shakeHands(ByteBuffer received, ByteBuffer toSend) throws ChannelRefusedException {
        check(handshaking != null);
        if (!handshaking.advance(received, toSend)) {
            return Handshake.WAITS;
        }
        handshaking = null;
        TrafficSecret ours = dials ? introduction.client() : introduction.server();
        TrafficSecret theirs = dials ? introduction.server() : introduction.client();
        try {
            writer = new RecordWriter(Protection.sealing(ours), limits, scratch);
            reader = new RecordReader(Protection.opening(theirs), limits, scratch, dials, writer::oweUpdate);
        } catch (GeneralSecurityException e) {
            throw new ChannelRefusedException(CloseReason.INTERNAL, "this Java has no AES-GCM or no HMAC", e);
        }
        return Handshake.DONE;
    }

    @Override
    public int maxFlightBytes() {
        return Handshaking.MAX_FLIGHT_BYTES;
    }

    @Override
    public PeerId peer() {
        return introduction.peer().orElseThrow(() -> new IllegalStateException("the handshake is not done"));
    }

    @Override
    public Opened open(ByteBuffer received, ByteBuffer plain) throws ChannelRefusedException {
        check(reader != null);
        if (refused != null) {
            throw refused;
        }
        try {
            return reader.read(received, plain);
        } catch (RecordException e) {
            lastWord = e.alert();
            // a server refuses our certificate only after this side has finished its handshake (RFC 8446 section 4.4.3)
            boolean usual = e.reason() == CloseReason.MALFORMED_FRAME || e.reason() == CloseReason.GONE;
            CloseReason reason = usual && reader.received() == 0 ? CloseReason.HANDSHAKE_FAILED : e.reason();
            refused = new ChannelRefusedException(reason, e.getMessage(), null);
            throw refused;
        }
    }

    @Override
    public int maxRecordBytes() {
        return RecordFormat.MAX_INNER_BYTES;
    }

    @Override
    public void seal(List<ByteBuffer> plain, ByteBuffer sealed) throws ChannelRefusedException {
        check(writer != null);
        if (broken != null) {
            throw broken;
        }
        try {
            writer.write(plain, sealed);
        } catch (GeneralSecurityException | RuntimeException e) {
            // nothing may be sealed any more, not even a goodbye: which record numbers are used is not known
            writer.wipe();
            broken = new ChannelRefusedException(CloseReason.INTERNAL, "a record could not be sealed", e);
            throw broken;
        }
    }

    @Override
    public int sealedBytes(int plainBytes) {
        return RecordWriter.sealedBytes(plainBytes);
    }

    @Override
    public boolean owes() {
        return !over && broken == null && writer != null && writer.owesUpdate();
    }

    @Override
    public void end(ByteBuffer sealed) {
        if (over) {
            return;
        }
        over = true;
        if (handshaking != null) {
            handshaking.end(sealed);
        }
        if (writer != null) {
            try {
                writer.alert(lastWord, sealed);
            } catch (GeneralSecurityException e) {
                // sealing failed before, and this was only a courtesy
            }
            writer.wipe();
            reader.wipe();
        }
        handshaking = null;
        reader = null;
        writer = null;
    }

    private static void check(boolean inTurn) {
        if (!inTurn) {
            throw new IllegalStateException("not in this order");
        }
    }
}
