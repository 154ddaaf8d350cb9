package org.myrmex.api.channel;

import java.time.Duration;

/**
 * How a channel behaves.
 *
 * @param openTimeout how long the handshake may take, retries and a fresh route included
 * @param silence how long nothing may be heard of the other end before it is {@link ChannelListener.End#LOST}
 */
public record ChannelOptions(Duration openTimeout, Duration silence) {
    /** 20 s to open; survives 60 s of silence. */
    public static final ChannelOptions DEFAULT = new ChannelOptions(Duration.ofSeconds(20), Duration.ofSeconds(60));
}
