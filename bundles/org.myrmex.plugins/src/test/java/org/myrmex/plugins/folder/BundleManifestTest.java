package org.myrmex.plugins.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BundleManifestTest {
    private static final String HEAD = "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\n";

    @Test
    void directivesAreNoPartOfTheName() throws Exception {
        BundleManifest manifest = read(HEAD + "Bundle-SymbolicName: a.b;singleton:=true\nBundle-Version: 1.2\n");
        assertEquals("a.b", manifest.name());
        assertEquals("1.2.0", manifest.version().toString());
    }

    @Test
    void aFragmentNamesItsHost() throws Exception {
        assertEquals(
                Optional.of("host"),
                read(HEAD + "Bundle-SymbolicName: a\nFragment-Host: host;bundle-version=\"1\"\n")
                        .fragmentHost());
    }

    @Test
    void whatIsMissingIsSaid() {
        assertEquals("its manifest has no Bundle-SymbolicName", refusal(HEAD));
        assertTrue(refusal("Manifest-Version: 1.0\nBundle-SymbolicName: a\n").contains("Bundle-ManifestVersion: 2"));
        assertTrue(refusal(HEAD + "Bundle-SymbolicName: ../a\n").contains("other than letters"));
        assertTrue(
                refusal(HEAD + "Bundle-SymbolicName: a\nBundle-Version: new\n").contains("Bundle-Version"));
    }

    @Test
    void versionsAreOrderedAsNumbersAndThenByTheirWord() {
        assertTrue(version("1.10").compareTo(version("1.9.9")) > 0);
        assertTrue(version("1.0.0.B").compareTo(version("1.0.0.A")) > 0);
        assertTrue(version("1.0.0.SNAPSHOT").compareTo(version("1")) > 0);
    }

    private static BundleVersion version(String text) {
        return BundleVersion.parse(text);
    }

    private static BundleManifest read(String text) throws NotABundleException {
        return BundleManifest.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        return assertThrows(NotABundleException.class, () -> read(text)).getMessage();
    }
}
