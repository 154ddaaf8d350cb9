package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes a peer a source that lies: its sharing is replaced by one that changes a byte of one block behind all of its own checks. */
final class Liar {
    static final String PART = "org.myrmex.sharing";
    /** The block that it lies about. */
    static final int BLOCK = 8;

    private static final String LIES_IN = "org/myrmex/sharing/uploads/SharedReader.java";
    private static final String LAST_CHECK = "check(index, message);";

    private Liar() {}

    static void make(TestPeer peer, Path folder) throws IOException, InterruptedException {
        Path source = Path.of(System.getProperty("myrmex.bundles"), PART, "src/main/java", LIES_IN);
        String honest = Files.readString(source);
        String lying = honest.replace(
                LAST_CHECK, LAST_CHECK + " if (index == " + BLOCK + ") { message[FilesMessage.BLOCK_AT] ^= 1; }");
        assertNotEquals(honest, lying, "there is nothing to change");
        Path written = folder.resolve("liar").resolve(LIES_IN);
        Files.createDirectories(written.getParent());
        Files.writeString(written, lying);
        List<Path> jars = jars();
        String path = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "--release", "17", "-cp", path, written.toString());
        assertEquals(0, exit, "it does not compile");
        Path jar = jars.stream()
                .filter(one -> one.getFileName().toString().startsWith(PART + "-"))
                .findFirst()
                .orElseThrow();
        Path copy = Files.copy(jar, folder.resolve("liar.jar"));
        try (FileSystem entries = FileSystems.newFileSystem(copy);
                Stream<Path> made = Files.list(written.getParent())) {
            for (Path one :
                    made.filter(file -> file.toString().endsWith(".class")).toList()) {
                Path entry = entries.getPath(LIES_IN)
                        .resolveSibling(one.getFileName().toString());
                Files.copy(one, entry, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        peer.say("plugin", "update", PART, copy.toString());
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(Myrmex.DISTRIBUTION.resolve("repository"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
