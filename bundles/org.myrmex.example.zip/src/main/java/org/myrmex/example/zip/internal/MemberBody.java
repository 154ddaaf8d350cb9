package org.myrmex.example.zip.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;

/**
 * A member, unpacked while it is read. It never gives more than its directory entry says, however much is packed; when it has
 * less, or its bytes are not those that were packed, the reading breaks before its end.
 */
final class MemberBody implements DavBody {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Bytes archive;
    private final Packed member;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final ByteBuffer packed = ByteBuffer.allocate(BUFFER_BYTES);
    private final long length;
    private final long end;

    private long packedAt;
    private long packedLeft;
    private long at;
    private boolean crcOfAll = true;
    private boolean closed;

    /** Takes the archive's bytes over: closes them at its end, also when this fails. */
    static MemberBody open(Call call, Bytes archive, Packed member, long offset, long length) throws IOException {
        MemberBody body = new MemberBody(archive, member, offset, length);
        try {
            body.findData();
            body.skip(call, Math.min(offset, member.bytes()));
            return body;
        } catch (IOException | RuntimeException e) {
            body.close();
            throw e;
        }
    }

    private MemberBody(Bytes archive, Packed member, long offset, long length) {
        this.archive = archive;
        this.member = member;
        long from = Math.min(offset, member.bytes());
        long most = member.bytes() - from;
        this.length = length < 0 ? most : Math.min(length, most);
        this.end = from + this.length;
        packed.limit(0);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (closed || at == end) {
            return -1;
        }
        int before = target.position();
        int limit = target.limit();
        target.limit(before + (int) Math.min(target.remaining(), end - at));
        int count;
        try {
            count = member.method() == Packed.STORED ? copy(target) : inflate(target);
        } finally {
            target.limit(limit);
        }
        at += count;
        if (crcOfAll) {
            crc.update(target.duplicate().position(before).limit(before + count));
            if (at == member.bytes() && crc.getValue() != member.crc()) {
                target.position(before);
                throw new IOException("the member is damaged: its checksum is another");
            }
        }
        return count;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inflater.end();
            try {
                archive.close();
            } catch (IOException e) {
                // It was only read: nothing is lost.
                at = end;
            }
        }
    }

    private void findData() throws IOException {
        ByteBuffer local = archive.exactly(member.headerAt(), LOCAL_BYTES);
        if (local.getInt(0) != LOCAL) {
            throw new IOException("the member is not where the directory says");
        }
        packedAt = member.headerAt()
                + LOCAL_BYTES
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
        packedLeft = member.packedBytes();
    }

    private void skip(Call call, long count) throws IOException {
        if (member.method() == Packed.STORED) {
            crcOfAll = count == 0;
            at = count;
            packedAt += count;
            packedLeft = Math.max(0, packedLeft - count);
            return;
        }
        ByteBuffer dropped = ByteBuffer.allocate(BUFFER_BYTES);
        while (at < count) {
            if (call.cancelled()) {
                throw new IOException("nobody waits for it any more");
            }
            dropped.clear().limit((int) Math.min(dropped.capacity(), count - at));
            int skipped = inflate(dropped);
            at += skipped;
            crc.update(dropped.flip());
        }
    }

    private int copy(ByteBuffer target) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + (int) Math.min(target.remaining(), packedLeft));
        int count = target.hasRemaining() ? archive.read(target, packedAt) : 0;
        boolean missing = count < 0 || (packedLeft == 0 && limit > target.position());
        target.limit(limit);
        if (missing) {
            throw tooShort();
        }
        packedAt += count;
        packedLeft -= count;
        return count;
    }

    private int inflate(ByteBuffer target) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(target);
                if (count > 0 || !target.hasRemaining()) {
                    return count;
                }
                if (inflater.finished() || inflater.needsDictionary() || !refill()) {
                    throw tooShort();
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("the member is damaged: it cannot be unpacked", e);
        }
    }

    private boolean refill() throws IOException {
        if (packedLeft == 0) {
            return false;
        }
        packed.clear().limit((int) Math.min(packed.capacity(), packedLeft));
        int count = archive.read(packed, packedAt);
        if (count <= 0) {
            return false;
        }
        packedAt += count;
        packedLeft -= count;
        inflater.setInput(packed.flip());
        return true;
    }

    private static IOException tooShort() {
        return new IOException("the member is shorter than the directory says");
    }
}
