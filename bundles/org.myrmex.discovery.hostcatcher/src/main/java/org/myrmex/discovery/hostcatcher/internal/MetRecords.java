package org.myrmex.discovery.hostcatcher.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.discovery.hostcatcher.caught.Met;

/**
 * The peers that were met, as bytes: version(1) = 1, number(2), and for each flags(1): bit 0 dialled by this peer, bit 1 a link has
 * lasted; bytes of its record(1), record.
 */
final class MetRecords {
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 3;
    private static final int DIALLED_BY_US = 1;
    private static final int LASTING = 2;

    /** More than ever are written. */
    static final int MAX_BYTES = HEADER_BYTES + Met.MAX_PEERS * (2 + PeerRecord.MAX_BYTES);

    private MetRecords() {}

    static byte[] write(List<Met.Peer<Signed>> peers) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + peers.size() * (2 + PeerRecord.MAX_BYTES))
                .put((byte) VERSION)
                .putShort((short) peers.size());
        for (Met.Peer<Signed> peer : peers) {
            byte[] record = peer.named().record().encode();
            out.put((byte) ((peer.dialledByUs() ? DIALLED_BY_US : 0) | (peer.lasting() ? LASTING : 0)))
                    .put((byte) record.length)
                    .put(record);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /**
     * Reads them; costs a signature each.
     *
     * @throws IOException when it is anything else than what {@link #write} gives
     */
    static List<Met.Peer<Signed>> read(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length > MAX_BYTES || bytes.length < HEADER_BYTES || in.get() != VERSION) {
            throw new IOException("no file of this version");
        }
        int count = in.getShort() & 0xFFFF;
        if (count > Met.MAX_PEERS) {
            throw new IOException(count + " peers are more than are ever stored");
        }
        // the whole first, since each signature costs a hundred times as much
        List<ByteBuffer> records = new ArrayList<>();
        List<Integer> flagsOf = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int flags = in.remaining() < 2 ? -1 : in.get();
            int length = flags == -1 ? 0 : in.get();
            if ((flags & ~(DIALLED_BY_US | LASTING)) != 0 || length <= 0 || length > in.remaining()) {
                throw new IOException("it ends or goes wrong in peer " + i);
            }
            flagsOf.add(flags);
            records.add(in.slice(in.position(), length));
            in.position(in.position() + length);
        }
        if (in.hasRemaining()) {
            throw new IOException("something follows the last peer");
        }
        List<Met.Peer<Signed>> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer record = records.get(i);
            Signed signed = PeerRecord.decode(record)
                    .filter(read -> !record.hasRemaining())
                    .map(Signed::new)
                    .orElseThrow(() -> new IOException("the record of a peer is damaged"));
            int flags = flagsOf.get(i);
            peers.add(new Met.Peer<>(signed, (flags & DIALLED_BY_US) != 0, (flags & LASTING) != 0));
        }
        return peers;
    }
}
