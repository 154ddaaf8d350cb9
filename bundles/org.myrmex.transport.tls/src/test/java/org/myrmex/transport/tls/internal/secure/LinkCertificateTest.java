package org.myrmex.transport.tls.internal.secure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.TransportLimits;
import org.myrmex.testkit.transport.RecordingEvents;
import org.myrmex.testkit.transport.TestContext;

final class LinkCertificateTest {
    private static TestContext peer() {
        return TestContext.fresh(TransportLimits.DEFAULT, new RecordingEvents());
    }

    @Test
    void theIdIsTheHashOfTheKey() {
        TestContext peer = peer();
        assertEquals(peer.id(), LinkCertificate.of(peer.linkKey()).id());
    }

    @Test
    void theSameKeyGivesTheSameBytes() throws Exception {
        TestContext peer = peer();
        assertArrayEquals(
                LinkCertificate.of(peer.linkKey()).certificate().getEncoded(),
                LinkCertificate.of(peer.linkKey()).certificate().getEncoded());
    }

    @Test
    void twoPeersDifferInNothingButKeyAndSignature() throws Exception {
        byte[] one = LinkCertificate.of(peer().linkKey()).certificate().getTBSCertificate();
        byte[] two = LinkCertificate.of(peer().linkKey()).certificate().getTBSCertificate();
        // the key is the last thing in what is signed: there are no extensions
        assertArrayEquals(Arrays.copyOf(one, one.length - 32), Arrays.copyOf(two, two.length - 32));
    }

    @Test
    void theCertificateIsValidFrom1970To9999() {
        var certificate = LinkCertificate.of(peer().linkKey()).certificate();
        assertEquals(Instant.EPOCH, certificate.getNotBefore().toInstant());
        assertEquals(
                Instant.parse("9999-12-31T23:59:59Z"), certificate.getNotAfter().toInstant());
        assertEquals("CN=myrmex", certificate.getSubjectX500Principal().getName());
        assertEquals(1, certificate.getSerialNumber().intValueExact());
    }

    @Test
    void anotherKindOfKeyIsRefused() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        assertThrows(IllegalArgumentException.class, () -> LinkCertificate.of(rsa));
        KeyPair mixed =
                new KeyPair(peer().linkKey().getPublic(), peer().linkKey().getPrivate());
        assertThrows(IllegalArgumentException.class, () -> LinkCertificate.of(mixed));
    }
}
