package org.myrmex.plugins.folder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * What a bundle says of itself, as far as the folder has to know before it is installed.
 *
 * @param fragmentHost the symbolic name of the bundle that it becomes a part of
 */
public record BundleManifest(String name, BundleVersion version, Optional<String> fragmentHost) {
    /** Signed jars list a hash of each entry: Bouncy Castle's manifest has 0.9 MB. */
    public static final int MAX_BYTES = 4 << 20;

    /**
     * Reads {@code META-INF/MANIFEST.MF}.
     *
     * @throws NotABundleException which says what is missing
     */
    public static BundleManifest read(byte[] bytes) throws NotABundleException {
        Attributes main;
        try {
            main = new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
        } catch (IOException | IllegalArgumentException e) {
            throw new NotABundleException("its manifest cannot be read");
        }
        String name = firstClause(main.getValue("Bundle-SymbolicName"));
        if (name.isEmpty()) {
            throw new NotABundleException("its manifest has no Bundle-SymbolicName");
        }
        if (!name.matches("[\\w.-]{1,200}")) {
            throw new NotABundleException("its Bundle-SymbolicName has other than letters, digits, '.', '_' and '-'");
        }
        if (!"2".equals(firstClause(main.getValue("Bundle-ManifestVersion")))) {
            throw new NotABundleException("its manifest has no 'Bundle-ManifestVersion: 2'");
        }
        String host = firstClause(main.getValue("Fragment-Host"));
        return new BundleManifest(name, version(main), host.isEmpty() ? Optional.empty() : Optional.of(host));
    }

    private static BundleVersion version(Attributes main) throws NotABundleException {
        String version = main.getValue("Bundle-Version");
        try {
            return BundleVersion.parse(version == null ? "0" : version);
        } catch (IllegalArgumentException e) {
            throw new NotABundleException("its Bundle-Version is wrong: " + e.getMessage());
        }
    }

    private static String firstClause(String header) {
        return header == null ? "" : header.split("[;,]", 2)[0].strip();
    }
}
