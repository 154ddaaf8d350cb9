package org.myrmex.sharing.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.api.sharing.Share;
import org.myrmex.sharing.merkle.FileTree;
import org.myrmex.sharing.shares.Folder.Stage;
import org.myrmex.sharing.shares.Folder.State;

class FolderTest {
    private static final Path ROOT = Path.of("shared");
    private static final long SEED = 7;

    private final Folder folder = new Folder("music", ROOT, false);

    @Test
    void whatIsSaidOfAShareFollowsEveryChange() {
        SplittableRandom random = new SplittableRandom(SEED);
        boolean anyPending = false;
        boolean anyHashed = false;
        for (int i = 0; i < 2_000; i++) {
            Path file = ROOT.resolve("file" + random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0 -> folder.put(file, new State(seen(random), Optional.empty(), waiting(random)));
                case 1 -> folder.put(file, hashed(file, seen(random)));
                case 2 -> folder.remove(file);
                default -> folder.removeIf(path -> path.equals(file));
            }
            assertEquals(counted(), folder.view(), "after change " + i);
            anyPending |= folder.view().pending() > 1;
            anyHashed |= folder.view().files() > 1;
        }
        assertTrue(anyPending && anyHashed, "there was something to count");
    }

    /** As it was before it was counted on the way. */
    private Share counted() {
        List<State> hashed = folder.files().stream()
                .filter(state -> state.shared().isPresent())
                .toList();
        long bytes =
                hashed.stream().mapToLong(state -> state.seen().sizeBytes()).sum();
        int pending = (int) folder.files().stream()
                .filter(state -> state.shared().isEmpty() && state.stage() != Stage.FAILED)
                .count();
        return new Share("music", ROOT, hashed.size(), bytes, pending);
    }

    private static Stage waiting(SplittableRandom random) {
        return List.of(Stage.RESTS, Stage.WAITS, Stage.FAILED).get(random.nextInt(3));
    }

    private static State hashed(Path file, Seen seen) {
        FileTree tree = new FileTree(ContentId.of(new byte[32]), new byte[0]);
        return new State(seen, Optional.of(new SharedFile(ROOT, file, seen, tree)), Stage.HASHED);
    }

    private static Seen seen(SplittableRandom random) {
        return new Seen(random.nextLong(1 << 20), 1);
    }
}
