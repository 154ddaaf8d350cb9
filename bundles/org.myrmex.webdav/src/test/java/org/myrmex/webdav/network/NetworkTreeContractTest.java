package org.myrmex.webdav.network;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.sharing.ContentId;
import org.myrmex.testkit.dav.DavTreeContract;
import org.myrmex.testkit.dav.OwnersCall;
import org.myrmex.testkit.dav.TreeSample;
import org.myrmex.testkit.plugin.ManualTasks;
import org.myrmex.webdav.fakes.FolderNetwork;

/** The tree of the network keeps the contract of trees. */
class NetworkTreeContractTest extends DavTreeContract {
    @TempDir
    Path folder;

    @Override
    protected TreeSample sample() throws Exception {
        FolderNetwork network = new FolderNetwork();
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            byte[] bytes = ("whale " + i + " ").repeat(300 * i + 1).getBytes(StandardCharsets.UTF_8);
            ContentId id = network.share("whale " + i + ".txt", Files.write(folder.resolve("f" + i), bytes));
            files.put("/search/whale/whale " + i + ".txt", bytes);
            files.put("/content/" + id + "/any name.bin", bytes);
        }
        NetworkTree tree = new NetworkTree(network, network, ManualTasks.atOnce(), () -> 1_000_000L, 0);
        tree.makeCollection(new OwnersCall(), "/search/whale");
        return new TreeSample(tree, files, "/search/whale", Optional.empty());
    }
}
