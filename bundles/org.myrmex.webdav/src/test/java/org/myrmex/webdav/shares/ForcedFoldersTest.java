package org.myrmex.webdav.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.testkit.dav.BytesBody;

/** Names are brought to the disk before anybody is told of them. */
class ForcedFoldersTest {
    @TempDir
    Path root;

    private final List<String> steps = new ArrayList<>();
    private Folder here;
    private Folder there;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(root.resolve("there/d/e"));
        Files.writeString(Files.createDirectories(root.resolve("d")).resolve("f"), "in d");
        Files.writeString(root.resolve("a"), "a");
        Files.writeString(root.resolve("there/a"), "old");
        Folder real = Folder.root(root);
        here = watched("here", real);
        there = watched("there", real.folder("there"));
    }

    @AfterEach
    void stop() throws IOException {
        there.close();
        here.close();
    }

    /** The real folder, with its changes written down. Where a real one is asked for, it gives that. */
    private Folder watched(String name, Folder folder) {
        return (Folder) Proxy.newProxyInstance(
                Folder.class.getClassLoader(), new Class<?>[] {Folder.class}, (proxy, method, arguments) -> {
                    String called = method.getName();
                    if (List.of("rename", "force", "removeFile", "removeFolder", "makeFolder")
                            .contains(called)) {
                        steps.add(called + " " + name);
                    }
                    Object[] real = arguments == null ? new Object[0] : arguments.clone();
                    for (int i = 0; i < real.length; i++) {
                        real[i] = real[i] == here ? unwrapped(here) : real[i] == there ? unwrapped(there) : real[i];
                    }
                    if (called.equals("equals")) {
                        return proxy == arguments[0];
                    }
                    try {
                        return method.invoke(folder, real);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Folder unwrapped(Folder folder) throws IOException {
        return folder == here ? Folder.root(root) : Folder.root(root).folder("there");
    }

    @Test
    void theSystemCanWhereFoldersAreHeldOpen() throws IOException {
        try (Folder folder = Folder.root(root)) {
            assumeTrue(folder instanceof SecureFolder, "folders cannot be held open here");
            assertTrue(folder.force());
        }
    }

    private Folder opening(Opened opened) {
        SecureDirectoryStream<?> stream = (SecureDirectoryStream<?>) Proxy.newProxyInstance(
                Folder.class.getClassLoader(),
                new Class<?>[] {SecureDirectoryStream.class},
                (proxy, method, arguments) -> opened.channel());
        @SuppressWarnings("unchecked")
        SecureDirectoryStream<Path> ofPaths = (SecureDirectoryStream<Path>) stream;
        return new SecureFolder(root, ofPaths, ofPaths);
    }

    private interface Opened {
        SeekableByteChannel channel() throws IOException;
    }

    @Test
    void aDiskThatFailsIsNotTakenForOneThatKnowsNoSuchThing() throws IOException {
        Folder failing = opening(() -> new BrokenDisk("Input/output error"));
        assertThrows(IOException.class, failing::force);
        assertFalse(opening(() -> new BrokenDisk("Invalid argument")).force());
        assertFalse(opening(() -> new BrokenDisk("Operation not supported")).force());
        Folder closed = opening(() -> {
            throw new AccessDeniedException("a folder that may only be searched");
        });
        assertFalse(closed.force());
    }

    @ParameterizedTest
    @CsvSource({"a, new", "a, a", "a, d", "d, new", "d, a", "d, d"})
    void aMoveEndsWithBothFolders(String from, String to) throws IOException {
        Moving.over(here, from, there, to);
        int last = Math.max(steps.lastIndexOf("rename here"), steps.lastIndexOf("rename there"));
        assertTrue(last >= 0, steps.toString());
        assertEquals(List.of("force there", "force here"), steps.subList(steps.size() - 2, steps.size()));
        assertFalse(Files.exists(root.resolve(from)));
    }

    @Test
    void aMoveWithinAFolderForcesItOnce() throws IOException {
        Moving.over(here, "a", here, "new");
        assertEquals(List.of("rename here", "force here"), steps);
    }

    @ParameterizedTest
    @CsvSource({"a", "d"})
    void aRemovalEndsWithItsFolder(String name) throws IOException {
        Removal.inOneStep(here, name);
        assertEquals("force here", steps.get(steps.size() - 1));
        assertFalse(Files.exists(root.resolve(name)));
    }

    @Test
    void anUploadEndsWithItsFolder() throws Exception {
        try (Upload upload = new Upload(here)) {
            upload.take(BytesBody.of("new".getBytes(StandardCharsets.UTF_8)));
            upload.keepAs("new");
        }
        assertEquals(List.of("rename here", "force here"), steps);
    }
}
