package org.myrmex.webdav.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both kinds of folders do the same, and neither leaves its share. */
class CheckedFolderTest {
    @TempDir
    Path temporary;

    @Test
    void bothKindsWorkTheSame() throws IOException {
        Path checked = Files.createDirectory(temporary.resolve("checked")).toRealPath();
        Path held = Files.createDirectory(temporary.resolve("held")).toRealPath();
        try (Folder one = new CheckedFolder(checked);
                Folder two = Folder.root(held)) {
            assertEquals(use(one), use(two));
        }
    }

    private static List<String> use(Folder root) throws IOException {
        List<String> seen = new ArrayList<>();
        root.makeFolder("d");
        seen.add(assertThrows(IOException.class, () -> root.folder("none"))
                .getClass()
                .getSimpleName()
                .replaceAll("NotDirectory", "NoSuchFile"));
        try (Folder inner = root.folder("d")) {
            try (SeekableByteChannel file = inner.create("f")) {
                file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            }
            assertThrows(IOException.class, () -> inner.create("f"));
            inner.touch("f", FileTime.fromMillis(1_000));
            inner.rename("f", root, "g");
            assertTrue(inner.stat("f").isEmpty());
        }
        Facts facts = root.stat("g").orElseThrow();
        seen.add(facts.kind() + " " + facts.sizeBytes() + " " + facts.modified().toMillis());
        root.removeFolder("d");
        root.names(seen::add);
        root.removeFile("g");
        root.names(seen::add);
        return seen;
    }

    @Test
    void aFolderThatBecameALinkIsLeft() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("f"), "canary");
        for (boolean held : new boolean[] {true, false}) {
            Path root = Files.createDirectory(temporary.resolve("root-" + held)).toRealPath();
            Path inner = Files.createDirectory(root.resolve("d"));
            try (Folder top = held ? Folder.root(root) : new CheckedFolder(root);
                    Folder folder = top.folder("d")) {
                Files.move(inner, root.resolve("moved"));
                Files.createSymbolicLink(inner, outside);
                assertThrows(IOException.class, () -> folder.read("f").close());
                assertThrows(IOException.class, () -> folder.removeFile("f"));
                assertThrows(IOException.class, () -> top.folder("d").close());
            }
        }
        assertEquals("canary", Files.readString(outside.resolve("f")));
    }
}
