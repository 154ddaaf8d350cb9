package org.myrmex.plugins.folder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars for tests, in memory. */
public final class Jars {
    private Jars() {}

    /** A bundle with a manifest of these lines. */
    public static byte[] bundle(String name, String version, String... more) {
        StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\n");
        manifest.append("Bundle-SymbolicName: ")
                .append(name)
                .append("\nBundle-Version: ")
                .append(version)
                .append('\n');
        for (String line : more) {
            manifest.append(line).append('\n');
        }
        return jar("META-INF/MANIFEST.MF", manifest.toString().getBytes(StandardCharsets.UTF_8), false);
    }

    /** One entry. */
    public static byte[] jar(String entry, byte[] content, boolean stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry one = new ZipEntry(entry);
            if (stored) {
                CRC32 crc = new CRC32();
                crc.update(content);
                one.setMethod(ZipEntry.STORED);
                one.setSize(content.length);
                one.setCrc(crc.getValue());
            }
            zip.putNextEntry(one);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
