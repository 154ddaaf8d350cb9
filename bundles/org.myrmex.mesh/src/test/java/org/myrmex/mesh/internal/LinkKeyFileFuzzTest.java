package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class LinkKeyFileFuzzTest {
    /** Whatever the file holds: a pair of keys, or one of the exceptions that make it a damaged file. */
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAKeyOrDamaged(byte[] bytes) throws GeneralSecurityException {
        KeyPair pair;
        try {
            pair = LinkKeyFile.decode(bytes);
        } catch (GeneralSecurityException | BufferUnderflowException damaged) {
            return;
        }
        KeyPair again = LinkKeyFile.decode(LinkKeyFile.encode(pair));
        assertEquals(pair.getPublic(), again.getPublic());
        assertEquals(pair.getPrivate(), again.getPrivate());
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anyBytesAreAKeyOrDamaged", LinkKeyFile::decode);
    }
}
