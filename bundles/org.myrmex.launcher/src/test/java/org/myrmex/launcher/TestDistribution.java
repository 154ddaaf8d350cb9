package org.myrmex.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A distribution with one feature of one bundle: commands that a test can see through. */
final class TestDistribution {
    static final String FEATURE = "test";

    private TestDistribution() {}

    static Distribution create(Path root) throws IOException {
        Path jar = root.resolve("repository/org/myrmex/test.commands/1/test.commands-1.jar");
        Files.createDirectories(jar.getParent());
        writeBundle(jar, "test.commands", TestCommands.class);
        Files.createDirectories(root.resolve("features"));
        writeFeature(root, Sha256.hex(jar));
        return new Distribution(root, "1");
    }

    static void writeFeature(Path root, String hash) throws IOException {
        Files.writeString(
                root.resolve("features/" + FEATURE + ".json"),
                """
                {
                  "id": "org.myrmex:test:1",
                  "bundles": [
                    {"id": "org.myrmex:test.commands:1", "sha-256": "%s"}
                  ],
                  "configurations": {
                    "org.myrmex.test": {"where": "${myrmex.home}/x", "list": ["a", "b"], "number": 7}
                  }
                }
                """
                        .formatted(hash));
    }

    static void writeBundle(Path jar, String name, Class<?> activator) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        attributes.putValue("Bundle-Activator", activator.getName());
        attributes.putValue("Import-Package", "org.osgi.framework");
        String entry = activator.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in = activator.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
    }
}
