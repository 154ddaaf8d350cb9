package org.myrmex.channel.internal;

import org.myrmex.api.channel.Channel;
import org.myrmex.api.channel.ChannelHandler;
import org.myrmex.api.channel.ChannelListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A handler that is asked for with its first channel. One that is gone by then refuses. */
final class LateHandler implements ChannelHandler {
    private final BundleContext context;
    private final ServiceReference<ChannelHandler> reference;
    private ChannelHandler found;
    private boolean closed;

    LateHandler(BundleContext context, ServiceReference<ChannelHandler> reference) {
        this.context = context;
        this.reference = reference;
    }

    @Override
    public ChannelListener opened(Channel channel, byte[] request) {
        ChannelHandler handler = handler();
        return handler == null ? null : handler.opened(channel, request);
    }

    private synchronized ChannelHandler handler() {
        if (found == null && !closed) {
            found = context.getService(reference);
        }
        return found;
    }

    /** Lets the service go. Afterwards it opens nothing. */
    synchronized void close() {
        closed = true;
        if (found != null) {
            found = null;
            context.ungetService(reference);
        }
    }
}
