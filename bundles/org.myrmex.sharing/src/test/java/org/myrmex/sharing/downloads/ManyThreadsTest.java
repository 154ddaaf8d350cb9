package org.myrmex.sharing.downloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.Download;
import org.myrmex.api.sharing.DownloadRequest;
import org.myrmex.sharing.fakes.FakeNetwork;
import org.myrmex.sharing.fakes.SharingPeer;
import org.myrmex.sharing.merkle.FileTree;
import org.myrmex.sharing.shares.FileHashing;
import org.myrmex.testkit.plugin.ThreadTasks;

/** The same on real threads: what the turned clock orders happens in any order here. */
class ManyThreadsTest {
    private static final int SIZE = 64 << 20;

    @TempDir
    Path temp;

    @Test
    void sixtyFourMebibytesArriveWhileChannelsDie() throws IOException, InterruptedException {
        try (ThreadTasks threads = new ThreadTasks()) {
            FakeNetwork network = new FakeNetwork(threads);
            SharingPeer giver = new SharingPeer(temp.resolve("giver"), network, threads);
            SharingPeer second = new SharingPeer(temp.resolve("second"), network, threads);
            SharingPeer asker = new SharingPeer(temp.resolve("asker"), network, threads);
            giver.share("file.bin", SIZE, 1);
            second.share("file.bin", SIZE, 1);
            AtomicInteger messages = new AtomicInteger();
            UnaryOperator<byte[]> dying = message -> {
                if (messages.incrementAndGet() % 1_500 == 0) {
                    threads.pool("killer", 1).execute(() -> network.open().forEach(network::cut));
                }
                return message;
            };
            giver.peer().tamper(dying);
            second.peer().tamper(dying);
            FileTree tree = FileHashing.of(giver.shared("file.bin"));
            ContentLink link = new ContentLink(tree.id(), OptionalLong.empty(), Optional.of("file.bin"));
            Download download = asker.downloads().start(DownloadRequest.of(link));
            assertTrue(download.await(120_000), () -> download.state() + " " + download.verifiedBytes());
            assertEquals(Download.State.DONE, download.state(), () -> download.problem()
                    .toString());
            assertEquals(-1, Files.mismatch(giver.shared("file.bin"), download.target()));
            asker.index().close();
            giver.index().close();
            second.index().close();
        }
    }
}
