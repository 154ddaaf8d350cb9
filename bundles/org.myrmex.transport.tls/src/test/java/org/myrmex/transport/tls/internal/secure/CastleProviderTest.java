package org.myrmex.transport.tls.internal.secure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.myrmex.transport.tls.internal.Stranger;

class CastleProviderTest {
    private static final Provider EVERYTHING = new BouncyCastleProvider();
    private static final byte[] MESSAGE = {1, 2, 3};

    @Test
    void signaturesAreThoseOfBouncyCastleItself() throws GeneralSecurityException {
        KeyPair pair =
                KeyPairGenerator.getInstance("Ed25519", CastleProvider.INSTANCE).generateKeyPair();

        byte[] signature = sign(pair, CastleProvider.INSTANCE);

        assertArrayEquals(sign(pair, EVERYTHING), signature);
    }

    @Test
    void namesAreFoundInAnyCaseAndByAliasAndNumber() {
        assertEquals(
                CastleProvider.INSTANCE.getService("KeyFactory", "ML-KEM").getClassName(),
                CastleProvider.INSTANCE.getService("KeyFactory", "mlkem").getClassName());
        assertEquals(
                CastleProvider.INSTANCE.getService("Signature", "Ed25519").getClassName(),
                CastleProvider.INSTANCE.getService("Signature", "1.3.101.112").getClassName());
    }

    @Test
    void nothingElseIsOffered() {
        assertNull(CastleProvider.INSTANCE.getService("Signature", "SHA256withECDSA"));
        assertNull(CastleProvider.INSTANCE.getService("KeyFactory", "RSA"));
        assertNull(CastleProvider.INSTANCE.getService("Cipher", "AES"));
        assertTrue(CastleProvider.INSTANCE.getServices().stream()
                .allMatch(one -> CastleProvider.INSTANCE.getService(one.getType(), one.getAlgorithm()) != null));
    }

    @Test
    void certificatesAreReadWithTheirKeys() throws GeneralSecurityException {
        KeyPair pair =
                KeyPairGenerator.getInstance("Ed25519", CastleProvider.INSTANCE).generateKeyPair();
        X509Certificate read = read(LinkCertificate.of(pair).certificate().getEncoded());

        assertArrayEquals(pair.getPublic().getEncoded(), read.getPublicKey().getEncoded());
        read.verify(read.getPublicKey());
    }

    @Test
    void keysOfOtherKindsNameNoPeer() throws GeneralSecurityException {
        X509Certificate elliptic = read(Stranger.withEcdsa().certificate().getEncoded());

        assertEquals("EC", elliptic.getPublicKey().getAlgorithm());
        assertThrows(GeneralSecurityException.class, () -> LinkCertificate.idOf(elliptic.getPublicKey()));
    }

    private static X509Certificate read(byte[] der) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509", CastleProvider.INSTANCE)
                .generateCertificate(new ByteArrayInputStream(der));
    }

    private static byte[] sign(KeyPair pair, Provider provider) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519", provider);
        signature.initSign(pair.getPrivate());
        signature.update(MESSAGE);
        return signature.sign();
    }
}
