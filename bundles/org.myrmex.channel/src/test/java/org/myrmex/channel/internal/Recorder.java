package org.myrmex.channel.internal;

import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener;

/** Keeps what a channel brings. */
final class Recorder implements ChannelListener {
    final List<byte[]> messages = new ArrayList<>();
    final List<End> ends = new ArrayList<>();
    int first = Integer.MAX_VALUE;
    Channel channel;
    Runnable whenReceived = () -> {};

    @Override
    public int firstRequest() {
        return first;
    }

    @Override
    public void received(byte[] message) {
        messages.add(message);
        whenReceived.run();
    }

    @Override
    public void closed(End end) {
        ends.add(end);
    }

    boolean ended() {
        return !ends.isEmpty();
    }
}
