package org.myrmex.sharing.internal;

import java.util.List;
import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelHandler;
import org.myrmex.api.channel.ChannelListener;
import org.myrmex.api.sharing.Uploads;
import org.myrmex.sharing.uploads.FileServer;
import org.myrmex.sharing.wire.FilesRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes the channels that ask for files, and shows what is served. */
@Component(property = ChannelHandler.SERVICE + "=" + FilesRequest.SERVICE)
public final class UploadsService implements ChannelHandler, Uploads {
    private final FileServer server;

    @Activate
    public UploadsService(@Reference Sharing sharing) {
        server = sharing.server();
    }

    @Override
    public ChannelListener opened(Channel channel, byte[] request) {
        return server.opened(channel, request);
    }

    @Override
    public List<Upload> list() {
        return server.list();
    }

    @Override
    public long servedBytes() {
        return server.servedBytes();
    }
}
