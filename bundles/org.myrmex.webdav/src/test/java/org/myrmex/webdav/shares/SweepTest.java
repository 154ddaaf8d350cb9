package org.myrmex.webdav.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.testkit.dav.OwnersCall;
import org.myrmex.webdav.fakes.ListedShares;
import org.myrmex.webdav.kept.Staged;

class SweepTest {
    private static final List<String> EARLIER =
            List.of(".myrmex-put-00112233445566ff-7", ".myrmex-put-00112233445566ff-8");

    @TempDir
    Path folder;

    @Test
    void whatAnEarlierRunLeftGoesAndNothingElse() throws Exception {
        Path inner = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(inner.resolve(".myrmex-put-00112233445566ff-7"), "left over");
        Files.createDirectory(folder.resolve(".myrmex-put-00112233445566ff-8"));
        Files.writeString(inner.resolve(Staged.name()), "under way");
        Files.writeString(inner.resolve(".myrmex-put-ff66554433221100-7"), "another peer's");
        Files.writeString(inner.resolve("kept"), "kept");
        Files.writeString(inner.resolve(".myrmex-put-notes"), "somebody else's");
        ListedShares shares = new ListedShares();
        shares.add("s", folder);
        SharesTree tree = new SharesTree(shares, OwnFolders.of(Optional.empty()));
        tree.sweep().run(EARLIER::contains, folder -> false);
        assertEquals(4, names(inner).size(), names(inner).toString());
        assertEquals(List.of("a"), names(folder));
        assertEquals(
                List.of("kept"),
                tree.children(new OwnersCall(), "/s/a/b", "", 10).entries().stream()
                        .map(entry -> entry.name())
                        .toList());
    }

    @Test
    void whatAChangeThatIsNotSettledNeedsStays() throws Exception {
        Path inner = Files.createDirectories(folder.resolve("a/b"));
        Files.createDirectory(inner.resolve(".myrmex-put-00112233445566ff-7"));
        Files.createDirectory(folder.resolve(".myrmex-put-00112233445566ff-8"));
        ListedShares shares = new ListedShares();
        shares.add("s", folder);
        Path real = inner.toRealPath();
        new SharesTree(shares, OwnFolders.of(Optional.empty())).sweep().run(EARLIER::contains, real::equals);
        assertEquals(List.of(".myrmex-put-00112233445566ff-7"), names(inner));
        assertEquals(List.of("a"), names(folder));
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
