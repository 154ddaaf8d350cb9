package org.myrmex.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder that goes with everything in it. */
public record TemporaryFolder(Path path) implements AutoCloseable {
    private static final int TRIES = 10;
    private static final long TRY_AGAIN_MILLIS = 50;

    /** @param whose the word that needs it: who finds it left over by a crash knows where it is from */
    public static TemporaryFolder create(String whose) throws Refusal {
        try {
            return new TemporaryFolder(Files.createTempDirectory("myrmex-" + whose + "-"));
        } catch (IOException e) {
            throw Refusal.failed(
                    "cannot make a temporary folder (" + e.getMessage() + ")", "see that one may be made there");
        }
    }

    /**
     * Deletes what is in it side by side: thirteen homes of a demonstration are thousands of small files, and a busy disk takes its time for
     * each. Tries more than once, since a peer that is just stopping may still write while its home goes.
     */
    @Override
    public void close() throws IOException {
        List<Thread> threads = new ArrayList<>();
        for (Path child : children()) {
            Thread thread = new Thread(() -> deleteAtLast(child), "myrmex-delete");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            pauseFor(thread);
        }
        deleteAtLast(path); // And whatever was made anew.
        delete(path);
    }

    private List<Path> children() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(path)) {
            return children.toList();
        }
    }

    /** Leaves what cannot be deleted to the last sweep, which says why. */
    private static void deleteAtLast(Path child) {
        boolean gone = false;
        for (int attempt = 1; !gone && attempt <= TRIES; attempt++) {
            try {
                delete(child);
                gone = true;
            } catch (IOException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TRY_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The remaining tries follow at once.
        }
    }

    private static void pauseFor(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The last sweep deletes what is left.
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            /** Gone meanwhile is as good as deleted. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
