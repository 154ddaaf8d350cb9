package org.myrmex.webdav.shares;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.testkit.dav.TreeSample;
import org.myrmex.testkit.dav.WritableDavTreeContract;
import org.myrmex.webdav.fakes.ListedShares;

/** The tree of shares keeps the contract of trees that can be written. */
class SharesTreeTest extends WritableDavTreeContract {
    @TempDir
    Path folder;

    @Override
    protected TreeSample sample() throws Exception {
        Path share = Files.createDirectory(folder.resolve("music"));
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 7; i++) {
            byte[] bytes = ("song " + i + " ").repeat(i * 100).getBytes(StandardCharsets.UTF_8);
            Files.write(share.resolve("song " + i + ";\u00e4.ogg"), bytes);
            files.put("/music/song " + i + ";\u00e4.ogg", bytes);
        }
        Path inner = Files.createDirectories(share.resolve("album/disc 1"));
        Files.write(inner.resolve("cover"), new byte[] {1, 2, 3});
        files.put("/music/album/disc 1/cover", new byte[] {1, 2, 3});
        Files.createDirectory(share.resolve("incoming"));
        ListedShares shares = new ListedShares();
        shares.add("music", share);
        return new TreeSample(
                new SharesTree(shares, OwnFolders.of(Optional.empty())),
                files,
                "/music",
                Optional.of("/music/incoming"));
    }
}
