package org.myrmex.sharing.shares;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.api.mesh.Query;
import org.myrmex.api.mesh.QueryResponder;
import org.myrmex.sharing.fakes.FakeNetwork;
import org.myrmex.sharing.fakes.SharingPeer;
import org.myrmex.sharing.wire.SearchQuery;
import org.myrmex.testkit.mesh.QueryResponderContract;
import org.myrmex.testkit.plugin.ManualTasks;

class SearchResponderTest extends QueryResponderContract {
    @TempDir
    Path temp;

    private SharingPeer peer;

    @BeforeEach
    void aPeerWithMoreHitsThanOneAnswerHolds() throws IOException {
        ManualTasks tasks = new ManualTasks();
        peer = new SharingPeer(temp, new FakeNetwork(tasks), tasks);
        for (int i = 0; i < 60; i++) {
            peer.share("ants " + "at work ".repeat(10) + i, 10, i);
        }
        tasks.settle();
    }

    @Override
    protected QueryResponder responder() {
        return new SearchResponder(peer.index());
    }

    @Override
    protected Query answeredQuery() {
        return new Query(SearchQuery.SERVICE, new SearchQuery.ByWords("ants work").encode());
    }
}
