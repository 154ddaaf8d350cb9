package org.myrmex.transport.tls.internal.secure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Handshake;
import org.myrmex.transport.tls.internal.secure.SecureChannel.Opened;
import org.myrmex.transport.tls.internal.secure.SecureChannels.Judge;

/** Two channels that talk through memory; what each one says is kept. */
public final class TwoEnds {
    private static final int MAX_STEPS = 20;
    private static final int WIRE_BYTES = 64 * 1024;

    public final SecureChannel dialler;
    public final SecureChannel answerer;
    public final ByteArrayOutputStream saidByDialler = new ByteArrayOutputStream();
    public final ByteArrayOutputStream saidByAnswerer = new ByteArrayOutputStream();
    private final ByteBuffer toDialler = ByteBuffer.allocate(WIRE_BYTES).flip();
    private final ByteBuffer toAnswerer = ByteBuffer.allocate(WIRE_BYTES).flip();

    public TwoEnds(SecureChannels dialling, Judge diallers, SecureChannels answering, Judge answerers) {
        dialler = dialling.dialling(diallers);
        answerer = answering.accepting(answerers);
    }

    /** Two that welcome everybody, and have met. */
    public static TwoEnds met(SecureChannels dialling, SecureChannels answering) throws ChannelRefusedException {
        TwoEnds ends = new TwoEnds(dialling, anybody -> Optional.empty(), answering, anybody -> Optional.empty());
        ends.shakeHands();
        return ends;
    }

    /** Goes on until both are done. */
    public void shakeHands() throws ChannelRefusedException {
        Handshake one = Handshake.WAITS;
        Handshake other = Handshake.WAITS;
        for (int i = 0; i < MAX_STEPS; i++) {
            if (one == Handshake.WAITS) {
                one = stepOfDialler();
            }
            if (other == Handshake.WAITS) {
                other = stepOfAnswerer();
            }
            if (one == Handshake.DONE && other == Handshake.DONE) {
                return;
            }
        }
        throw new IllegalStateException("the handshake does not end");
    }

    public Handshake stepOfDialler() throws ChannelRefusedException {
        return step(dialler, toDialler, toAnswerer, saidByDialler);
    }

    public Handshake stepOfAnswerer() throws ChannelRefusedException {
        return step(answerer, toAnswerer, toDialler, saidByAnswerer);
    }

    private static Handshake step(SecureChannel end, ByteBuffer in, ByteBuffer out, ByteArrayOutputStream said)
            throws ChannelRefusedException {
        out.compact();
        int start = out.position();
        try {
            return end.shakeHands(in, out);
        } finally {
            byte[] words = new byte[out.position() - start];
            out.flip().get(start, words);
            said.writeBytes(words);
        }
    }

    /** What the dialler has got and not used: for whoever goes on with it. */
    public ByteBuffer leftForDialler() {
        return toDialler;
    }

    public ByteBuffer leftForAnswerer() {
        return toAnswerer;
    }

    /** Seals these parts into one buffer. */
    public static byte[] seal(SecureChannel by, byte[]... parts) throws ChannelRefusedException {
        List<ByteBuffer> plain =
                java.util.Arrays.stream(parts).map(ByteBuffer::wrap).toList();
        int bytes = plain.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer sealed = ByteBuffer.allocate(by.sealedBytes(bytes));
        by.seal(plain, sealed);
        sealed.flip();
        byte[] result = new byte[sealed.remaining()];
        sealed.get(result);
        return result;
    }

    /** Opens all of them and says what came out. */
    public static byte[] open(SecureChannel by, byte[] sealed) throws ChannelRefusedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(sealed);
        ByteBuffer plain = ByteBuffer.allocate(by.maxRecordBytes());
        Opened state;
        do {
            state = by.open(in, plain);
            all.write(plain.array(), 0, plain.position());
            plain.clear();
        } while (state == Opened.NEEDS_ROOM);
        return all.toByteArray();
    }
}
