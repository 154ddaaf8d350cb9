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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.http.digest.Login;

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
        assertTrue(after.logins().ofHome().isPassword("myrmex", before.logins().secret()));
        assertFalse(after.isToken(token));
        assertFalse(after.isToken(before.logins().secret()), "each opens its own door");
    }

    @Test
    void theSecretIsForTheOwnerAlone() throws IOException {
        Keys keys = open();
        assertEquals(
                keys.logins().secret(),
                Files.readString(keys.logins().secretFile()).strip());
        Files.setPosixFilePermissions(keys.logins().secretFile(), PosixFilePermissions.fromString("rw-r--r--"));
        open();
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(keys.logins().secretFile())));
    }

    @Test
    void anOwnersOwnSecretIsTakenUnlessItCouldBeGuessed() throws IOException {
        Path file = open().logins().secretFile();
        Files.writeString(file, "correct horse battery staple\n");
        assertTrue(open().logins().ofHome().isPassword("myrmex", "correct horse battery staple"));
        Files.writeString(file, "secret\n");
        assertThrows(IOException.class, this::open);
    }

    @Test
    void aSecretThatAPowerCutEmptiedIsMadeAnew() throws IOException {
        Path file = open().logins().secretFile();
        Files.writeString(file, "");
        Keys keys = open();
        assertEquals(keys.logins().secret(), Files.readString(file).strip());
        assertTrue(keys.logins().secret().length() >= Logins.MIN_SECRET_CHARACTERS);
    }

    @Test
    void twoHomesHaveTwoSecrets() throws IOException {
        Keys one = open();
        Keys other = new Keys(Homes.bundle(home.resolve("other")), () -> 0);
        assertNotEquals(one.logins().secret(), other.logins().secret());
    }

    @Test
    void aChosenPasswordLastsAsHashesForTheOwnerAlone() throws IOException {
        open().logins().choose("ada", "correct horse battery");
        Path file = home.resolve("data/org.myrmex.http/login");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(Files.readString(file).contains("horse"));
        Login kept = open().logins().chosen().orElseThrow();
        assertTrue(kept.isPassword("ada", "correct horse battery"));
        assertTrue(open().logins().forget());
        assertEquals(Optional.empty(), open().logins().chosen());
        assertFalse(open().logins().forget());
    }

    @Test
    void whatIsNoLoginOfThisHomeOpensNothing() throws IOException {
        open().logins().choose("ada", "correct horse battery");
        Path folder = home.resolve("data/org.myrmex.http");
        String realm = Files.readString(folder.resolve("realm"));
        Files.writeString(folder.resolve("realm"), "myrmex-other\n");
        assertEquals(Optional.empty(), open().logins().chosen());
        Files.writeString(folder.resolve("realm"), realm);
        assertTrue(open().logins().chosen().isPresent());
        Files.writeString(folder.resolve("login"), "half a line\n");
        assertEquals(Optional.empty(), open().logins().chosen());
    }

    private Keys open() throws IOException {
        return new Keys(Homes.bundle(home), () -> 0);
    }
}
