package org.myrmex.discovery.hostcache.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.myrmex.api.discovery.HostCatcher;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Metrics;
import org.myrmex.api.plugin.Registration;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.discovery.hostcache.serve.Clerk;
import org.myrmex.discovery.hostcache.serve.Door;
import org.myrmex.discovery.hostcache.serve.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the list, if the operator wants that. Without a configuration of the bundle it does not exist. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.myrmex.discovery.hostcache",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HostCacheServer {
    /** An address may come later than the peer: a network that is not up, a program that still has the port. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(HostCacheServer.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile HostCatcher catcher;

    private final String serve;
    private final Tasks tasks;
    private final Clock clock;
    private final Metrics metrics;
    private Optional<Registration> trying = Optional.empty();
    private Optional<Door> door = Optional.empty();
    private boolean failed;
    private boolean stopped;

    @Activate
    public HostCacheServer(
            HostCacheConfiguration configuration,
            @Reference Tasks tasks,
            @Reference Clock clock,
            @Reference Metrics metrics) {
        this.serve = configuration.serve();
        this.tasks = tasks;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Activate
    public void start() {
        if (serve.isBlank()) {
            return;
        }
        Optional<Place> place = Place.of(serve);
        if (place.isEmpty()) {
            LOG.warn(
                    "no list of peers is served, since {} is no [ADDRESS:]PORT with a literal address; correct serve"
                            + " of org.myrmex.discovery.hostcache",
                    serve);
            return;
        }
        Clerk clerk = new Clerk(() -> Optional.ofNullable(catcher), place.get().realm(), clock, metrics);
        open(place.get(), clerk);
        synchronized (this) {
            if (door.isEmpty()) {
                trying = Optional.of(tasks.every(AGAIN, () -> open(place.get(), clerk)));
            }
        }
    }

    private synchronized void open(Place place, Clerk clerk) {
        if (stopped || door.isPresent()) {
            return;
        }
        try {
            door = Optional.of(new Door(place.address(), clerk, tasks, clock));
            trying.ifPresent(Registration::close);
            LOG.info("a list of peers is served to everybody at {}", serve);
        } catch (IOException e) {
            if (!failed) {
                LOG.warn(
                        "no list of peers is served: nothing can listen at {} ({}); free it, or set serve of "
                                + "org.myrmex.discovery.hostcache to another; it is tried again every 10 s",
                        serve,
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
            failed = true;
        }
    }

    @Deactivate
    public synchronized void stop() {
        stopped = true;
        trying.ifPresent(Registration::close);
        door.ifPresent(Door::close);
        door = Optional.empty();
    }
}
