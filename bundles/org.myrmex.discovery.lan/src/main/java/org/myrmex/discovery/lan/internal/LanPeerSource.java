package org.myrmex.discovery.lan.internal;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.discovery.PeerOutcome;
import org.myrmex.api.discovery.PeerSink;
import org.myrmex.api.discovery.PeerSource;
import org.myrmex.api.discovery.PeerWish;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.plugin.Clock;
import org.myrmex.api.plugin.Tasks;
import org.myrmex.api.transport.PeerAddress;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Names the peers that announce themselves on the local network; while it is off it says so, and touches nothing. */
@Component(
        service = PeerSource.class,
        configurationPid = "org.myrmex.discovery.lan",
        property = Constants.SERVICE_RANKING + ":Integer=300")
@Designate(ocd = LanConfiguration.class)
public final class LanPeerSource implements PeerSource {
    private static final String OFF = "off: it would tell everybody on the local network that this program runs here; "
            + "set enabled of org.myrmex.discovery.lan to true to use it";

    /** Of a label: nobody else has the same, and it says nothing about the machine. */
    private static final int LABEL_BYTES = 16;

    private final Optional<Lan> lan;

    /** Comes and goes: the mesh asks sources, so that it is there later than they. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Mesh mesh;

    @Activate
    public LanPeerSource(LanConfiguration configuration, @Reference Tasks tasks, @Reference Clock clock) {
        this(configuration.enabled(), configuration.announce(), List.of(configuration.interfaces()), tasks, clock);
    }

    LanPeerSource(boolean enabled, boolean announce, List<String> interfaces, Tasks tasks, Clock clock) {
        this.lan = enabled ? Optional.of(start(announce, interfaces, tasks, clock)) : Optional.empty();
    }

    /** Named here alone, so that nothing of jmdns is loaded while it is off. */
    private Lan start(boolean announce, List<String> interfaces, Tasks tasks, Clock clock) {
        SecureRandom random = new SecureRandom();
        Wire.Opener opener = (nic, door, hearer) -> {
            byte[] label = new byte[LABEL_BYTES];
            random.nextBytes(label);
            return MdnsWire.open(nic, HexFormat.of().formatHex(label), door, hearer);
        };
        Wires wires = new Wires(new Nics(interfaces)::read, opener, announce);
        Lan on = new Lan(
                wires, () -> Optional.ofNullable(mesh).map(Mesh::view), tasks, clock, TimeUnit.MILLISECONDS::sleep);
        on.start();
        return on;
    }

    @Deactivate
    public void stop() {
        lan.ifPresent(Lan::close);
    }

    @Override
    public String name() {
        return "lan";
    }

    @Override
    public void find(PeerWish wish, PeerSink sink) {
        if (lan.isPresent()) {
            lan.get().find(wish, sink);
        } else {
            sink.done(OFF);
        }
    }

    @Override
    public void outcome(PeerOutcome outcome) {
        lan.ifPresent(on -> on.outcome(outcome));
    }

    /** Whoever is still there is heard again. */
    @Override
    public void forget(Optional<PeerAddress> place) {
        lan.ifPresent(on -> on.forget(place));
    }
}
