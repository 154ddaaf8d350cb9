package org.myrmex.sharing.fakes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.sharing.Download;
import org.myrmex.sharing.downloads.DownloadEngine;
import org.myrmex.sharing.searches.Interests;
import org.myrmex.sharing.searches.Searcher;
import org.myrmex.sharing.shares.Excluded;
import org.myrmex.sharing.shares.SearchResponder;
import org.myrmex.sharing.shares.ShareIndex;
import org.myrmex.sharing.streams.StreamEngine;
import org.myrmex.sharing.uploads.FileServer;
import org.myrmex.testkit.plugin.FolderHome;

/** All parts of the bundle, joined as its component joins them. */
public final class SharingPeer {
    private static final List<String> EXCLUDED = List.of(".*", "*.myrmex-part", "*.myrmex-state");

    private final Path folder;
    private final FakePeer peer;
    private final ShareIndex index;
    private final Interests interests;
    private final Searcher searcher;
    private final DownloadEngine downloads;
    private final StreamEngine streams;
    private final FileServer server;
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<Download.State> states = Collections.synchronizedList(new ArrayList<>());

    public <T extends Tasks & Clock> SharingPeer(Path folder, FakeNetwork network, T platform) {
        this(folder, network, platform, 0);
    }

    public <T extends Tasks & Clock> SharingPeer(
            Path folder, FakeNetwork network, T platform, long hashBytesPerSecond) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve("share"));
            FolderHome home = new FolderHome(folder.resolve("home"));
            ShareIndex.Settings settings = new ShareIndex.Settings(
                    List.of(), Excluded.of(EXCLUDED, List.of()), hashBytesPerSecond, false, Duration.ofMinutes(1));
            peer = network.peer();
            index = new ShareIndex(settings, home, platform, platform, (files, bytes) -> {});
            interests = new Interests(peer, platform);
            searcher = new Searcher(
                    interests, platform, (state, hits, heard) -> events.add(state + " " + hits + " " + heard));
            downloads = new DownloadEngine(
                    folder.resolve("downloads"),
                    home,
                    platform,
                    platform,
                    peer,
                    interests,
                    (id, state) -> states.add(state));
            streams = new StreamEngine(index, platform, platform, peer, interests);
            server = new FileServer(
                    index, platform, platform, (id, state, sent) -> events.add(state + " " + id + " " + sent));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        peer.serve(new SearchResponder(index), server);
        index.start();
        downloads.resume();
    }

    /** Shares a file of random bytes. */
    public byte[] share(String name, int sizeBytes, long seed) throws IOException {
        byte[] bytes = new byte[sizeBytes];
        new Random(seed).nextBytes(bytes);
        Files.write(shared(name), bytes);
        index.add("share", folder.resolve("share"));
        return bytes;
    }

    public Path shared(String name) {
        return folder.resolve("share").resolve(name);
    }

    public Path folder() {
        return folder;
    }

    public FakePeer peer() {
        return peer;
    }

    public ShareIndex index() {
        return index;
    }

    public Interests interests() {
        return interests;
    }

    public Searcher searcher() {
        return searcher;
    }

    public DownloadEngine downloads() {
        return downloads;
    }

    public StreamEngine streams() {
        return streams;
    }

    public FileServer server() {
        return server;
    }

    /** What was told of its searches and uploads. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** States that its downloads went through. */
    public List<Download.State> states() {
        return List.copyOf(states);
    }
}
