package org.myrmex.sharing.exchange;

import java.util.concurrent.Executor;
import org.myrmex.api.channel.Channels;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.sharing.searches.Interests;

/**
 * What a download or a stream works with.
 *
 * @param work pool of the lanes: short tasks, hashing and writing of blocks among them
 * @param disk pool for what may wait long for a disk
 */
public record Surroundings(
        Clock clock, Tasks tasks, Channels channels, Interests interests, Executor work, Executor disk) {}
