package org.myrmex.discovery.dns.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsigKeyFileTest {
    private static final String KEY = "key \"peers\" {\n\talgorithm hmac-sha256;\n\tsecret \"c2VjcmV0\";\n};\n";

    @TempDir
    private Path folder;

    @Test
    void aKeyThatOnlyItsOwnerCanReadIsTaken() throws IOException {
        assertEquals(new TsigKeyFile("peers", "hmac-sha256", "c2VjcmV0"), TsigKeyFile.open(file(KEY, "rw-------")));
        assertEquals("peers", TsigKeyFile.open(file(KEY, "r--------")).name());
    }

    @Test
    void aKeyThatOthersCanReadIsNotTakenAndTheLineSaysWhatToDo() throws IOException {
        for (String mode : new String[] {"rw-r--r--", "rw----r--", "rw--w----"}) {
            Path file = file(KEY, mode);
            assertRefused("is open to others; run: chmod 600 " + file, file);
        }
    }

    @Test
    void aKeyFileWithoutAnyRightIsSaidToBeUnreadable() throws IOException {
        Path file = file(KEY, "---------");
        if (Files.isReadable(file)) {
            assertEquals("peers", TsigKeyFile.open(file).name(), "root reads all");
        } else {
            assertRefused("cannot be read by this user", file);
        }
    }

    @Test
    void whatIsNoKeyFileIsSaidWithoutWhatStoodInIt() throws IOException {
        assertRefused("correct register.key", folder.resolve("none"));
        assertRefused("correct register.key", folder);
        Path file = file("my secret", "rw-------");
        assertRefused("is no key", file);
        IOException refused = assertThrows(IOException.class, () -> TsigKeyFile.open(file));
        assertEquals(-1, refused.getMessage().indexOf("my secret"));
    }

    private Path file(String text, String mode) throws IOException {
        Path file = folder.resolve("peers.key");
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    private static void assertRefused(String words, Path file) {
        IOException refused = assertThrows(IOException.class, () -> TsigKeyFile.open(file));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }
}
