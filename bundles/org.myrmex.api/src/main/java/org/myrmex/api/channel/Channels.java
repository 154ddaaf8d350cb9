package org.myrmex.api.channel;

import java.util.concurrent.CompletionStage;
import org.myrmex.api.mesh.Answer;
import org.osgi.annotation.versioning.ProviderType;

/** Opens channels. One instance a bundle: what a bundle opened is closed when it stops. Any thread. */
@ProviderType
public interface Channels {
    /**
     * Opens a channel to whoever gave an answer, within 10 minutes of it.
     *
     * @param service which {@link ChannelHandler} is meant, 1 to 32 ASCII characters; only the other end reads it
     * @param request at most 512 bytes, handed to the handler
     * @return completes when the other end has proven its keys; fails with a {@link ChannelException}
     */
    CompletionStage<Channel> open(
            Answer answer, String service, byte[] request, ChannelOptions options, ChannelListener listener);
}
