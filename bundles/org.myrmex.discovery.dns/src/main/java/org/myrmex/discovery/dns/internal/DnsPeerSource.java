package org.myrmex.discovery.dns.internal;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.transport.PeerAddress;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Names the peers that the configured domains name. Without a domain nothing of the DNS library is even loaded. */
@Component(
        service = PeerSource.class,
        configurationPid = "org.myrmex.discovery.dns",
        property = Constants.SERVICE_RANKING + ":Integer=500")
@Designate(ocd = DnsConfiguration.class)
public final class DnsPeerSource implements PeerSource {
    private static final String NO_DOMAIN =
            "no domain is configured; set domains of org.myrmex.discovery.dns to those of people whom you trust";

    private final Optional<Browser> browser;
    private final String nothing;

    @Activate
    public DnsPeerSource(DnsConfiguration configuration, @Reference Clock clock) {
        List<String> domains = Domains.of(List.of(configuration.domains()));
        Optional<Supplier<List<InetSocketAddress>>> servers = servers(configuration.resolver());
        nothing = servers.isEmpty()
                ? "the resolver '" + configuration.resolver()
                        + "' is no address:port; correct resolver of org.myrmex.discovery.dns, e.g. 127.0.0.1:53"
                : NO_DOMAIN;
        browser = domains.isEmpty()
                ? Optional.empty()
                : servers.map(asked -> new Browser(domains, asked, new SecureRandom(), clock));
    }

    DnsPeerSource(List<String> domains, List<InetSocketAddress> servers, RandomGenerator random, Clock clock) {
        nothing = NO_DOMAIN;
        browser =
                domains.isEmpty() ? Optional.empty() : Optional.of(new Browser(domains, () -> servers, random, clock));
    }

    /** Nothing when the text is no server. */
    private static Optional<Supplier<List<InetSocketAddress>>> servers(String resolver) {
        if (resolver.isBlank()) {
            return Optional.of(() -> Servers.ofSystem());
        }
        return Servers.literal(resolver).map(server -> () -> List.of(server));
    }

    @Deactivate
    public void stop() {
        browser.ifPresent(Browser::stop);
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public void find(PeerWish wish, PeerSink sink) {
        sink.done(browser.map(asked -> asked.search(wish, sink)).orElse(nothing));
    }

    /** The cache is all that is kept here: whatever a domain names is asked for anew. */
    @Override
    public void forget(Optional<PeerAddress> place) {
        browser.ifPresent(Browser::forget);
    }
}
