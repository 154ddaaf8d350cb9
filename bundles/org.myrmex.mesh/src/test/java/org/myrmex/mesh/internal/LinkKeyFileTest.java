package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.testkit.plugin.FolderHome;

class LinkKeyFileTest {
    @TempDir
    Path folder;

    private FolderHome home;

    @BeforeEach
    void openHome() {
        home = new FolderHome(folder);
    }

    @Test
    void theKeyStaysOverRestarts() throws IOException {
        KeyPair first = LinkKeyFile.load(home);
        KeyPair second = LinkKeyFile.load(home);
        assertArrayEquals(first.getPublic().getEncoded(), second.getPublic().getEncoded());
        assertEquals(first.getPrivate(), second.getPrivate());
    }

    @Test
    void aDamagedKeyIsNamedAndLeftAlone() throws IOException {
        byte[] damaged = {1, 0, 44, 9};
        Files.write(folder.resolve(LinkKeyFile.NAME), damaged);
        IOException refused = assertThrows(IOException.class, () -> LinkKeyFile.load(home));
        assertTrue(refused.getMessage().contains(LinkKeyFile.NAME), refused.getMessage());
        assertArrayEquals(damaged, Files.readAllBytes(folder.resolve(LinkKeyFile.NAME)));
    }

    @Test
    void aNewKeyIsThereAtTheNextStart() throws IOException, GeneralSecurityException {
        KeyPair first = LinkKeyFile.load(home);
        KeyPair fresh = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        LinkKeyFile.store(home, fresh);
        assertEquals(fresh.getPrivate(), LinkKeyFile.load(home).getPrivate());
        assertNotEquals(first.getPrivate(), fresh.getPrivate());
    }

    @Test
    void aDiskThatTakesNothingIsNamedInOneLine() throws GeneralSecurityException {
        home.setReadOnly(true);
        KeyPair fresh = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        IOException refused = assertThrows(IOException.class, () -> LinkKeyFile.store(home, fresh));
        assertEquals(1, refused.getMessage().lines().count());
        assertTrue(refused.getMessage().contains("cannot be stored"), refused.getMessage());
    }
}
