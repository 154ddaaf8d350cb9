package org.myrmex.plugins.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ZipEndTest {
    private static final byte[] INNER = Jars.bundle("inner", "1.0");

    @Test
    void aWholeJarHasItsEnd() {
        assertTrue(end(INNER).isPresent());
        assertEquals(
                INNER.length - 22,
                end(INNER).get().directoryOffset() + end(INNER).get().directorySize());
    }

    @Test
    void aCommentAfterTheEndIsAllowed() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a"));
            zip.setComment("x".repeat(0xffff));
        }
        assertTrue(end(bytes.toByteArray()).isPresent());
    }

    /** Also right behind the end of a jar that lies unpacked in this one. */
    @Test
    void aJarThatIsCutOffAnywhereHasNone() {
        byte[] outer = Jars.jar("lib/inner.jar", INNER, true);
        assertTrue(end(outer).isPresent());
        for (int length = 0; length < outer.length; length++) {
            assertEquals(Optional.empty(), end(Arrays.copyOf(outer, length)), "cut off after " + length + " bytes");
        }
    }

    private static Optional<ZipEnd> end(byte[] file) {
        int tail = Math.min(file.length, ZipEnd.MAX_TAIL);
        return ZipEnd.read(Arrays.copyOfRange(file, file.length - tail, file.length), file.length);
    }
}
