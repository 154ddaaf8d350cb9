package org.myrmex.webdav.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.testkit.dav.MemoryTree;
import org.myrmex.testkit.plugin.FolderHome;
import org.myrmex.testkit.plugin.ManualTasks;
import org.myrmex.webdav.fakes.OtherTree;
import org.myrmex.webdav.kept.Kept;
import org.myrmex.webdav.kept.NotKeptException;
import org.myrmex.webdav.kept.Patch;
import org.myrmex.webdav.lock.Lock;
import org.myrmex.webdav.lock.LockTable;
import org.myrmex.webdav.lock.Scope;
import org.myrmex.webdav.xml.Name;

/** Trees come and go while what a kill cut off is settled. */
class MountedTreesTest {
    private static final int LIMIT_SECONDS = 20;
    private static final Map<String, Object> NAMED_T = Map.of(DavTree.NAME, "t");

    @TempDir
    Path folder;

    private KeptInHome keptInHome;
    private MountedTrees trees;

    /** A kill cut off a change of the tree t. */
    @BeforeEach
    void start() {
        try (Kept kept = Kept.in(folder.resolve("kept.mv"))) {
            Patch patch = new Patch(new Name("u:", "x"), Optional.of("<x xmlns=\"u:\"/>"));
            kept.journal().touching("t", "/f", "t:/f", 1, List.of(patch));
        }
        keptInHome = new KeptInHome(new FolderHome(folder), () -> 1);
        trees = new MountedTrees(keptInHome, ManualTasks.atOnce());
    }

    /** Asked for what the change was about, as only who settles it does. */
    private static final class Watched extends OtherTree {
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        private final Asked when;

        interface Asked {
            void happens() throws IOException;
        }

        Watched(Asked when) {
            super(new MemoryTree());
            this.when = when;
        }

        @Override
        public Optional<Entry> stat(Call call, String path) throws DavException, IOException {
            asked.add(path);
            when.happens();
            return tree.stat(call, path);
        }
    }

    @Test
    void whatTakesTheNameOfATreeThatWentIsSettledToo() {
        Watched older = new Watched(() -> {
            throw new IOException("its disk is away");
        });
        Watched younger = new Watched(() -> {});
        trees.addTree(older, NAMED_T);
        trees.addTree(younger, NAMED_T);
        trees.settle();
        assertFalse(older.asked.isEmpty());
        assertEquals(List.of(), younger.asked);
        trees.removeTree(older, NAMED_T);
        trees.settle();
        assertFalse(younger.asked.isEmpty(), "nobody is answered before");
        assertFalse(trees.mounts().isFree("t"));
    }

    @Test
    void aTreeThatFailsWhileItIsSettledIsServedAllTheSame() {
        Watched failing = new Watched(() -> {
            throw new IllegalStateException("a path");
        });
        trees.addTree(failing, NAMED_T);
        trees.settle();
        assertFalse(trees.mounts().isFree("t"));
    }

    /** The store's file is closed by whoever is interrupted while he writes, and another one has it when it is to be opened anew. */
    @Test
    void whileTheStoreFailsNothingCountsAsSettled() {
        Lock lock = new Lock("urn:1", "t:/a", "/t/a", true, Scope.SHARED, "", "owner", Long.MAX_VALUE, false);
        Watched tree = new Watched(() -> {});
        LockTable locks = keptInHome.beside().locks();
        Thread.currentThread().interrupt();
        assertThrows(NotKeptException.class, () -> locks.grant(lock, 0));
        assertTrue(Thread.interrupted());
        trees.addTree(tree, NAMED_T);
        try (Kept other = Kept.in(folder.resolve("kept.mv"))) {
            assertEquals(List.of(), other.locks().all(), "the lock was not kept");
            assertThrows(NotKeptException.class, trees::settle);
            assertTrue(trees.mounts().isFree("t"), "half of a change is not served");
            assertEquals(List.of(), tree.asked);
        }
        trees.settle();
        assertFalse(tree.asked.isEmpty(), "what was cut off is looked at after all");
        assertFalse(trees.mounts().isFree("t"));
    }

    @Test
    void whoTakesATreeBackWaitsForNoDisk() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        Watched slow = new Watched(() -> {
            asked.countDown();
            try {
                assertTrue(goesOn.await(LIMIT_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        CompletableFuture<Void> added = CompletableFuture.runAsync(() -> {
            trees.addTree(slow, NAMED_T);
            trees.settle();
        });
        assertTrue(asked.await(LIMIT_SECONDS, TimeUnit.SECONDS));
        CompletableFuture<Void> removed = CompletableFuture.runAsync(() -> trees.removeTree(slow, NAMED_T));
        removed.get(LIMIT_SECONDS / 2, TimeUnit.SECONDS);
        goesOn.countDown();
        added.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertTrue(trees.mounts().isFree("t"), "what went meanwhile is not mounted");
    }
}
