package org.myrmex.sharing.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.myrmex.api.sharing.ContentLink;
import org.myrmex.api.sharing.SeekableSource;
import org.myrmex.api.sharing.Streams;
import org.myrmex.sharing.streams.Streamer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Reads for one bundle; what it opened is closed when it stops. */
@Component(scope = ServiceScope.BUNDLE)
public final class StreamsService implements Streams {
    private final Streamer streamer;

    @Activate
    public StreamsService(@Reference Sharing sharing) {
        streamer = new Streamer(sharing.streams());
    }

    @Deactivate
    void stop() {
        streamer.close();
    }

    @Override
    public SeekableSource open(ContentLink link, Duration patience, BooleanSupplier cancelled) throws IOException {
        return streamer.open(link, patience, cancelled);
    }
}
