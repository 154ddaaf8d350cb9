package org.myrmex.example.zip.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the directory of an archive (APPNOTE 4.3.12). Java's own {@code ZipFile} does not say which members are encrypted, and
 * reads a directory of any size.
 */
final class ZipDirectory {
    /** Members of an archive; about 20 MB of memory. */
    static final int MAX_MEMBERS = 100_000;

    /** Bytes of a directory: 100,000 members with names of 280 bytes. */
    static final int MAX_BYTES = 32 << 20;

    private static final int MEMBER = 0x02014b50;
    private static final int MEMBER_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int ENCRYPTED = 1;
    private static final int EXTRA_ZIP64 = 0x0001;
    private static final int EXTRA_UNIX_TIME = 0x5455;
    private static final int HAS_MODIFIED = 1;
    private static final long SEE_ZIP64 = 0xffffffffL;

    /** What DOS wrote; not in every Java. */
    private static final Charset OLD =
            Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

    private ZipDirectory() {}

    static List<Packed> read(Bytes archive) throws IOException {
        ZipEnd end = ZipEnd.read(archive);
        if (end.members() > MAX_MEMBERS || end.directoryBytes() > MAX_BYTES) {
            throw new BadArchive("has too many members; pack at most " + MAX_MEMBERS + " into one");
        }
        ByteBuffer directory = archive.exactly(end.directoryAt(), (int) end.directoryBytes());
        List<Packed> members = new ArrayList<>();
        while (directory.remaining() >= MEMBER_BYTES && directory.getInt(directory.position()) == MEMBER) {
            if (members.size() == MAX_MEMBERS) {
                throw ZipEnd.damaged();
            }
            members.add(member(directory, end));
        }
        // Archives without zip64 may count modulo 65,536.
        if ((members.size() & 0xffff) != (end.members() & 0xffff)) {
            throw ZipEnd.damaged();
        }
        return members;
    }

    private static Packed member(ByteBuffer directory, ZipEnd end) throws BadArchive {
        ByteBuffer fixed = slice(directory, MEMBER_BYTES);
        ByteBuffer name = slice(directory, Short.toUnsignedInt(fixed.getShort(28)));
        ByteBuffer extra = slice(directory, Short.toUnsignedInt(fixed.getShort(30)));
        slice(directory, Short.toUnsignedInt(fixed.getShort(32)));
        long[] large = {
            Integer.toUnsignedLong(fixed.getInt(24)),
            Integer.toUnsignedLong(fixed.getInt(20)),
            Integer.toUnsignedLong(fixed.getInt(42))
        };
        OptionalLong modified = dosTime(fixed.getShort(14), fixed.getShort(12));
        while (extra.remaining() >= 4) {
            int kind = Short.toUnsignedInt(extra.getShort());
            ByteBuffer value = slice(extra, Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining()));
            if (kind == EXTRA_ZIP64) {
                zip64(value, large);
            } else if (kind == EXTRA_UNIX_TIME && value.remaining() >= 5 && (value.get() & HAS_MODIFIED) != 0) {
                modified = OptionalLong.of(value.getInt() * 1_000_000L);
            }
        }
        long headerAt = large[2] + end.shift();
        boolean inside = large[0] >= 0
                && large[1] >= 0
                && large[2] >= 0
                && headerAt <= end.directoryAt() - LOCAL_BYTES
                && large[1] <= end.directoryAt() - LOCAL_BYTES - headerAt;
        if (!inside) {
            throw ZipEnd.damaged();
        }
        return new Packed(
                text(name),
                (fixed.getShort(8) & ENCRYPTED) != 0,
                Short.toUnsignedInt(fixed.getShort(10)),
                Integer.toUnsignedLong(fixed.getInt(16)),
                large[1],
                large[0],
                headerAt,
                modified);
    }

    /** The long forms stand in this order, each only if its short form says so (APPNOTE 4.5.3). */
    private static void zip64(ByteBuffer value, long[] large) {
        for (int i = 0; i < large.length; i++) {
            if (large[i] == SEE_ZIP64 && value.remaining() >= 8) {
                large[i] = value.getLong();
            }
        }
    }

    private static ByteBuffer slice(ByteBuffer from, int count) throws BadArchive {
        if (count > from.remaining()) {
            throw ZipEnd.damaged();
        }
        ByteBuffer slice = from.slice(from.position(), count).order(from.order());
        from.position(from.position() + count);
        return slice;
    }

    /** Many programs write UTF-8 and do not set the bit that says so; old names are hardly ever good UTF-8 by chance. */
    private static String text(ByteBuffer name) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(name.duplicate()).toString();
        } catch (CharacterCodingException e) {
            return OLD.decode(name).toString();
        }
    }

    /** In the time zone of whoever packed it, which nobody wrote down: ours is the best guess. */
    private static OptionalLong dosTime(short date, short time) {
        try {
            LocalDateTime local = LocalDateTime.of(
                    1980 + (date >> 9 & 0x7f),
                    date >> 5 & 0xf,
                    date & 0x1f,
                    time >> 11 & 0x1f,
                    time >> 5 & 0x3f,
                    2 * (time & 0x1f));
            return OptionalLong.of(local.atZone(ZoneId.systemDefault()).toEpochSecond() * 1_000_000);
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
