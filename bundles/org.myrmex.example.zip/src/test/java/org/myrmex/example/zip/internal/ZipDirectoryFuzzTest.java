package org.myrmex.example.zip.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.myrmex.testkit.dav.OwnersCall;

class ZipDirectoryFuzzTest {
    private static final long MOST = 1 << 20;

    /** Whatever the bytes are: a tree whose members give what they say or break, or a refusal. */
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAnArchiveOrARefusal(byte[] bytes) throws IOException {
        ArrayBytes archive = new ArrayBytes(bytes);
        try {
            for (Packed member : ZipDirectory.read(archive)) {
                unpack(archive, member);
            }
            new Members(ZipDirectory.read(archive));
        } catch (BadArchive | EOFException e) {
            if (e.getMessage().lines().count() != 1) {
                throw new AssertionError("one line", e);
            }
        }
    }

    private static void unpack(Bytes archive, Packed member) {
        if (!member.readable()) {
            return;
        }
        long got = 0;
        try (MemberBody body = MemberBody.open(new OwnersCall(), archive, member, 0, -1)) {
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            for (int count = body.read(buffer); count >= 0 && got <= MOST; count = body.read(buffer.clear())) {
                got += count;
            }
            if (got > member.bytes()) {
                throw new AssertionError("more than it says");
            }
        } catch (IOException e) {
            if (got >= member.bytes() && member.bytes() > 0) {
                throw new AssertionError("it gave all and broke afterwards", e);
            }
        }
    }
}
