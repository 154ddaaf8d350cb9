package org.myrmex.discovery.hostcache.internal;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.discovery.hostcache.read.Caches;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Names the peers of the lists that the operator named. */
@Component(
        service = PeerSource.class,
        configurationPid = "org.myrmex.discovery.hostcache",
        property = Constants.SERVICE_RANKING + ":Integer=100")
@Designate(ocd = HostCacheConfiguration.class)
public final class HostCachePeerSource implements PeerSource {
    private final Caches caches;

    @Activate
    public HostCachePeerSource(HostCacheConfiguration configuration, @Reference Tasks tasks, @Reference Clock clock) {
        this(List.of(configuration.caches()), tasks, clock, new SecureRandom());
    }

    HostCachePeerSource(List<String> urls, Tasks tasks, Clock clock, Random random) {
        caches = new Caches(urls, tasks, clock, random);
    }

    @Override
    public String name() {
        return "hostcache";
    }

    @Override
    public void find(PeerWish wish, PeerSink sink) {
        sink.done(
                caches.isEmpty()
                        ? "no cache is configured; set caches of org.myrmex.discovery.hostcache to lists of people"
                                + " whom you trust"
                        : caches.search(wish, sink));
    }

    @Override
    public void forget(Optional<PeerAddress> place) {
        caches.forget();
    }
}
