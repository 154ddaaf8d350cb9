package org.myrmex.sharing.internal;

import java.util.List;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Shows monitors what is being read and served. */
@Component(
        service = {},
        immediate = true)
public final class Figures {
    private final List<Registration> shown;

    @Activate
    public Figures(@Reference Sharing sharing, @Reference Metrics metrics) {
        shown = List.of(
                metrics.gauge("open_streams", "Contents that are being read.", () -> sharing.streams()
                        .size()),
                metrics.gauge("open_uploads", "Channels of others that ask for blocks.", () -> sharing.server()
                        .list()
                        .size()),
                metrics.gauge(
                        "served_bytes_total", "Bytes of blocks served since the peer started.", () -> sharing.server()
                                .servedBytes()));
    }

    @Deactivate
    void stop() {
        shown.forEach(Registration::close);
    }
}
