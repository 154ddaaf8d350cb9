package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    @TempDir
    Path home;

    @Test
    void theSecretLastsAndTheTokenDoesNot() throws IOException {
        Keys before = open();
        String token = Files.readString(home.resolve("run/token")).strip();
        assertTrue(before.isToken(token));
        before.stop();
        assertFalse(Files.exists(home.resolve("run/token")));
        Keys after = open();
        assertTrue(after.isPassword("myrmex", before.secret()));
        assertFalse(after.isToken(token));
        assertFalse(after.isToken(before.secret()), "each opens its own door");
    }

    @Test
    void theSecretIsForTheOwnerAlone() throws IOException {
        Keys keys = open();
        assertEquals(keys.secret(), Files.readString(keys.secretFile()).strip());
        Files.setPosixFilePermissions(keys.secretFile(), PosixFilePermissions.fromString("rw-r--r--"));
        open();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.secretFile())));
    }

    @Test
    void anOwnersOwnSecretIsTakenUnlessItCouldBeGuessed() throws IOException {
        Path file = open().secretFile();
        Files.writeString(file, "correct horse battery staple\n");
        assertTrue(open().isPassword("myrmex", "correct horse battery staple"));
        Files.writeString(file, "secret\n");
        assertThrows(IOException.class, this::open);
    }

    @Test
    void aSecretThatAPowerCutEmptiedIsMadeAnew() throws IOException {
        Path file = open().secretFile();
        Files.writeString(file, "");
        Keys keys = open();
        assertEquals(keys.secret(), Files.readString(file).strip());
        assertTrue(keys.secret().length() >= Keys.MIN_SECRET_CHARACTERS);
    }

    @Test
    void twoHomesHaveTwoSecrets() throws IOException {
        Keys one = open();
        Keys other = new Keys(Homes.bundle(home.resolve("other")), () -> 0);
        assertNotEquals(one.secret(), other.secret());
    }

    private Keys open() throws IOException {
        return new Keys(Homes.bundle(home), () -> 0);
    }
}
