package org.myrmex.plugins.folder;

/**
 * A bundle that lies in the folder, whole and read.
 *
 * @param file its name in the folder
 * @param sha256 of its bytes, in hexadecimal: two files with the same are the same
 * @param modifiedMicros when the file was written
 */
public record Candidate(String file, String sha256, long modifiedMicros, BundleManifest manifest) {
    public String name() {
        return manifest.name();
    }

    public BundleVersion version() {
        return manifest.version();
    }
}
