package org.myrmex.api.channel;

import java.util.concurrent.CompletionStage;
import org.myrmex.api.routing.VirtualAddress;
import org.osgi.annotation.versioning.ProviderType;

/** A sealed, reliable, ordered stream of messages. Any thread; no method blocks. */
@ProviderType
public interface Channel extends AutoCloseable {
    /** The other end's address. */
    VirtualAddress peer();

    /** Bytes that one message may have; at least 16 KiB and 64 bytes. */
    int maxMessage();

    /**
     * Queues a message.
     *
     * @return false when the send queue is full or the channel has ended; see {@link #whenWritable}
     * @throws IllegalArgumentException when it is empty or longer than {@link #maxMessage}
     */
    boolean send(byte[] message);

    /** Calls back once, as soon as {@link #send} would take a message or the channel has ended. */
    void whenWritable(Runnable callback);

    /**
     * Asks for more messages: the listener gets no more than were asked for. A new channel has asked for
     * {@link ChannelListener#firstRequest}.
     */
    void request(int messages);

    /** Says that nothing more will be sent; completes when the other end has everything. */
    CompletionStage<Void> finish();

    /** Names this channel and no other, equal at both ends (protocol 3, {@code h4}); 32 bytes. */
    byte[] transcriptHash();

    /** Ends at once; what is not yet received is lost. */
    @Override
    void close();
}
