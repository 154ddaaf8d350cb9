package org.myrmex.https.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeCertificateTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    Path home;

    @Test
    void itIsMadeOnceAndKept() throws Exception {
        X509Certificate made = at(NOW, "192.0.2.7");
        made.verify(made.getPublicKey());
        assertEquals(made, at(NOW.plus(Duration.ofDays(700)), "192.0.2.7"));
        try (InputStream pem = Files.newInputStream(folder().resolve("certificate.pem"))) {
            assertEquals(made, CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        for (String file : List.of("key.p12", "certificate.pem")) {
            Path path = folder().resolve(file);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), file);
        }
    }

    @Test
    void clientsTakeItAsAServersAndAsNobodyElses() throws Exception {
        X509Certificate made = at(NOW, "192.0.2.7", "Peer.Example", "[2001:db8::1]", "not a name");
        assertEquals(-1, made.getBasicConstraints(), "no authority");
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), made.getExtendedKeyUsage());
        Duration life = Duration.between(
                made.getNotBefore().toInstant(), made.getNotAfter().toInstant());
        assertTrue(life.compareTo(Duration.ofDays(825)) <= 0 && life.compareTo(Duration.ofDays(730)) >= 0);
        Names names = Certificates.names(made);
        assertEquals(Set.of("localhost", "peer.example"), names.hosts());
        assertEquals(Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "192.0.2.7", "2001:db8:0:0:0:0:0:1"), names.addresses());
        assertTrue(Certificates.fingerprint(made).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
    }

    @Test
    void aNewOneComesBeforeTheOldOneEnds() throws Exception {
        X509Certificate made = at(NOW, "192.0.2.7");
        Instant late = made.getNotAfter().toInstant().minus(HomeCertificate.LEAST_REST);
        assertEquals(made, at(late.minusSeconds(1), "192.0.2.7"));
        assertNotEquals(made, at(late, "192.0.2.7"));
    }

    @Test
    void aNewOneSaysNothingOfThePlaceOfTheOneBefore() throws Exception {
        X509Certificate home = at(NOW, "192.0.2.7");
        X509Certificate office = at(NOW, "198.51.100.7");
        assertNotEquals(home, office);
        assertFalse(Certificates.names(office).addresses().contains("192.0.2.7"));
        X509Certificate named = at(NOW, "198.51.100.7", "peer.example", "203.0.113.7");
        assertNotEquals(office, named);
        X509Certificate taken = at(NOW, "198.51.100.7");
        assertEquals(Certificates.names(office), Certificates.names(taken), "what was taken away");
        assertEquals("CN=localhost", taken.getSubjectX500Principal().getName());
    }

    @Test
    void anAddressOfTheSiteThatIsAwayForAWhileCostsNoTrust() throws Exception {
        X509Certificate docked = at(NOW, "192.168.0.7", "10.0.0.7");
        assertEquals(docked, at(NOW, "192.168.0.7"));
        assertNotEquals(docked, at(NOW, "192.168.0.8"));
    }

    @Test
    void whatAPowerCutOrAnotherHandLeftIsMadeAnew() throws Exception {
        X509Certificate made = at(NOW, "192.0.2.7");
        Files.writeString(folder().resolve("certificate.pem"), "half");
        assertEquals(made, at(NOW, "192.0.2.7"));
        assertTrue(Files.readString(folder().resolve("certificate.pem")).startsWith("-----BEGIN CERTIFICATE-----\n"));
        Files.write(folder().resolve("key.p12"), new byte[] {1, 2, 3});
        assertNotEquals(made, at(NOW, "192.0.2.7"));
    }

    private Path folder() {
        return home.resolve("data/org.myrmex.https");
    }

    private X509Certificate at(Instant now, String bound, String... hosts) throws Exception {
        return new HomeCertificate(folder()).current(Names.of(bound, List.of(hosts)), now);
    }
}
