package org.myrmex.channel.core;

import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.routing.SendOptions;

/** What a conversation does to its surroundings. Called in the middle of its inputs: must not call back into it. */
public interface ConversationEffects {
    /**
     * Sends a datagram; {@link Conversation#written} follows when it is taken.
     *
     * @return false when it was not taken and never will be
     */
    boolean transmit(long counter, byte[] body, SendOptions.Route route);

    /** The opener has proven his keys and says what he wants. */
    void confirmed(Confirm confirm);

    /** The next message; {@link Conversation#consumed} follows when the listener has it. */
    void deliver(byte[] message);

    /**
     * The peer has so many of the messages that were sent.
     *
     * @param room how many may be sent and not be acknowledged from now on
     */
    void acknowledged(int messages, int room);

    /** The peer has everything. */
    void finished();

    /** The end; nothing is delivered after it. */
    void ended(ChannelListener.End end);
}
