package org.myrmex.channel.internal;

import java.util.concurrent.CompletionStage;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.channel.ChannelOptions;
import org.myrmex.api.channel.Channels;
import org.myrmex.api.mesh.Answer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The channels of one bundle: they end when it stops. */
@Component(service = Channels.class, scope = ServiceScope.BUNDLE)
public final class BundleChannels implements Channels {
    private final ChannelEngine engine;

    @Activate
    public BundleChannels(@Reference ChannelService service) {
        this.engine = service.engine();
    }

    @Override
    public CompletionStage<Channel> open(
            Answer answer, String service, byte[] request, ChannelOptions options, ChannelListener listener) {
        return engine.open(this, answer, service, request, options, listener);
    }

    @Deactivate
    void close() {
        engine.closeOf(this);
    }
}
