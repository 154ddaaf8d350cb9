package org.myrmex.transport.tls.internal.tls13;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsProtocol;
import org.myrmex.api.transport.CloseReason;
import org.myrmex.transport.tls.internal.secure.ChannelRefusedException;

/**
 * Feeds Bouncy Castle one record at a time and stops when the handshake is over, so that it never sees a record of the
 * stream. One thread at a time.
 */
final class Handshaking {
    /** A flight of ours takes 2 KiB; alerts go with it. */
    static final int MAX_FLIGHT_BYTES = 8 * 1024;
    /** A handshake takes seven; some are ignored by the rules, so there must be an end to them. */
    static final int MAX_RECORDS = 32;
    /** A hello with the hybrid share takes 1.4 KiB, what follows 0.5; strangers may write more, but not without end. */
    static final int MAX_BYTES = 16 * 1024;

    /** Says the first word, or none. */
    private interface Beginning {
        void begin() throws IOException;
    }

    private final TlsProtocol protocol;
    private final Introduction introduction;
    private final Beginning beginning;
    /** What it is called when the other end gives up. */
    private final CloseReason left;

    private boolean begun;
    private boolean failed;
    private int records;
    private int bytes;

    private Handshaking(TlsProtocol protocol, Introduction introduction, Beginning beginning, CloseReason left) {
        this.protocol = protocol;
        this.introduction = introduction;
        this.beginning = beginning;
        this.left = left;
    }

    static Handshaking dialling(Introduction introduction) {
        Dialling protocol = new Dialling(introduction);
        return new Handshaking(
                protocol,
                introduction,
                () -> protocol.connect(new DiallingPeer(introduction)),
                CloseReason.HANDSHAKE_FAILED);
    }

    static Handshaking answering(Introduction introduction) {
        Answering protocol = new Answering(introduction);
        // no misdeed: honest diallers leave too, when they look for somebody who was here before
        return new Handshaking(
                protocol, introduction, () -> protocol.accept(new AnsweringPeer(introduction)), CloseReason.GONE);
    }

    /** Whether it is over and the two are agreed. */
    boolean advance(ByteBuffer received, ByteBuffer toSend) throws ChannelRefusedException {
        try {
            if (!begun) {
                begun = true;
                beginning.begin();
            }
            while (!introduction.isComplete() && takeRecord(received)) {
                // as many as there are
            }
        } catch (ChannelRefusedException e) {
            failed = true;
            throw e;
        } catch (IOException | RuntimeException e) {
            // runtime exceptions too: Bouncy Castle answers some impossible key shares with them
            failed = true;
            throw refused(e);
        } finally {
            protocol.readOutput(toSend, Math.min(toSend.remaining(), protocol.getAvailableOutputBytes()));
        }
        return introduction.isComplete();
    }

    private boolean takeRecord(ByteBuffer received) throws IOException, ChannelRefusedException {
        if (received.remaining() < RecordFormat.HEADER_BYTES) {
            return false;
        }
        byte[] header = new byte[RecordFormat.HEADER_BYTES];
        received.get(received.position(), header);
        int length = protocol.previewInputRecord(header).getRecordSize();
        if (records == MAX_RECORDS || bytes + length > MAX_BYTES) {
            throw new ChannelRefusedException(CloseReason.OVER_LIMIT, "a handshake without end", null);
        }
        if (received.remaining() < length) {
            return false;
        }
        records++;
        bytes += length;
        byte[] record = new byte[length];
        received.get(record);
        protocol.offerInput(record, 0, length);
        return true;
    }

    private ChannelRefusedException refused(Exception fault) {
        if (introduction.refusal().isPresent()) {
            CloseReason reason = introduction.refusal().get();
            return new ChannelRefusedException(reason, "the other end is not welcome: " + reason, null);
        }
        if (fault instanceof TlsFatalAlertReceived alert) {
            String said = AlertDescription.getText(alert.getAlertDescription());
            return new ChannelRefusedException(left, "the other end said " + said, null);
        }
        if (fault instanceof TlsFatalAlert alert) {
            String said = AlertDescription.getText(alert.getAlertDescription());
            return new ChannelRefusedException(reasonOf(alert), "the handshake failed: " + said, null);
        }
        String kind = fault.getClass().getSimpleName();
        return new ChannelRefusedException(CloseReason.HANDSHAKE_FAILED, "the handshake failed: " + kind, null);
    }

    private static CloseReason reasonOf(TlsFatalAlert alert) {
        return switch (alert.getAlertDescription()) {
            case AlertDescription.certificate_required,
                    AlertDescription.bad_certificate,
                    AlertDescription.unsupported_certificate,
                    AlertDescription.certificate_unknown -> CloseReason.BAD_CERTIFICATE;
            default -> CloseReason.HANDSHAKE_FAILED;
        };
    }

    /** Says goodbye in the middle of it, unless something worse was said. */
    void end(ByteBuffer toSend) {
        if (!begun || failed) {
            return;
        }
        failed = true;
        try {
            protocol.close();
        } catch (IOException | RuntimeException e) {
            // whatever could be written is written below
        }
        protocol.readOutput(toSend, Math.min(toSend.remaining(), protocol.getAvailableOutputBytes()));
    }
}
