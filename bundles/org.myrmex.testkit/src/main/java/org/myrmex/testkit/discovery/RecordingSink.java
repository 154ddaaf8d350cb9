package org.myrmex.testkit.discovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.api.transport.Realm;

/** Takes so many addresses and remembers what it was told; a source that breaks the order of calls finds an error here. */
public final class RecordingSink implements PeerSink {
    private final int room;
    private final List<PeerAddress> found = Collections.synchronizedList(new ArrayList<>());
    private final List<String> reasons = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean declined;

    /** @param room addresses after which no more are wanted */
    public RecordingSink(int room) {
        this.room = room;
    }

    @Override
    public boolean found(PeerAddress address) {
        if (declined) {
            throw new IllegalStateException("found was called after it had said that no more are wanted");
        }
        if (!reasons.isEmpty()) {
            throw new IllegalStateException("found was called after done");
        }
        found.add(address);
        declined = found.size() >= room;
        return !declined;
    }

    @Override
    public boolean named(PeerAddress address) {
        return found(address);
    }

    @Override
    public boolean heard(PeerAddress address, Realm realm, String teller) {
        return found(address);
    }

    @Override
    public void done(String why) {
        reasons.add(why);
    }

    /** Addresses in the order in which they were found. */
    public List<PeerAddress> found() {
        return List.copyOf(found);
    }

    /** What {@link #done} was called with, each time. */
    public List<String> reasons() {
        return List.copyOf(reasons);
    }
}
