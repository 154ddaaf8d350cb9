package org.myrmex.sharing.fakes;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.myrmex.api.channel.ChannelListener.End;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.routing.VirtualAddress;

/** Peers that all hear each other, over one relay that can die and come back. Guarded by itself; calls out on one lane. */
public final class FakeNetwork {
    private final Tasks tasks;
    private final Executor lane;
    private final List<FakePeer> peers = new ArrayList<>();
    private final List<FakeChannel> channels = new ArrayList<>();
    private Duration delay = Duration.ZERO;
    private boolean down;
    private long addresses;
    private int queries;

    public FakeNetwork(Tasks tasks) {
        this.tasks = tasks;
        this.lane = tasks.serial("network");
    }

    public FakePeer peer() {
        FakePeer peer = new FakePeer(this);
        synchronized (this) {
            peers.add(peer);
        }
        return peer;
    }

    /** The relay dies: queries and openings vanish, channels fall silent. */
    public synchronized void relayDies() {
        down = true;
    }

    /** The relay is back: what channels hold goes on. */
    public void relayReturns() {
        List<FakeChannel> all;
        synchronized (this) {
            down = false;
            all = List.copyOf(channels);
        }
        all.forEach(FakeChannel::deliver);
    }

    /** Channels that are open, as their openers see them. */
    public synchronized List<FakeChannel> open() {
        channels.removeIf(FakeChannel::isOver);
        return channels.stream().filter(FakeChannel::isOpener).toList();
    }

    public void cut(FakeChannel channel) {
        channel.endBoth(End.LOST);
    }

    public synchronized int queries() {
        return queries;
    }

    synchronized boolean isDown() {
        return down;
    }

    synchronized void countQuery() {
        queries++;
    }

    synchronized List<FakePeer> peers() {
        return List.copyOf(peers);
    }

    synchronized void add(FakeChannel channel) {
        channels.add(channel);
    }

    synchronized VirtualAddress freshAddress() {
        byte[] bytes = new byte[VirtualAddress.LENGTH];
        ByteBuffer.wrap(bytes).putLong(24, ++addresses);
        return VirtualAddress.of(bytes);
    }

    /** Every message of a channel takes so long. */
    public synchronized void delay(Duration each) {
        delay = each;
    }

    void afterDelay(Runnable task) {
        Duration each;
        synchronized (this) {
            each = delay;
        }
        if (each.isZero()) {
            run(task);
        } else {
            after(each, task);
        }
    }

    void run(Runnable task) {
        lane.execute(task);
    }

    void after(Duration delay, Runnable task) {
        tasks.after(delay, () -> lane.execute(task));
    }
}
