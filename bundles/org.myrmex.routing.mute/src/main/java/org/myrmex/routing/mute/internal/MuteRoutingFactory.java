package org.myrmex.routing.mute.internal;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.myrmex.api.routing.Outbox;
import org.myrmex.api.routing.RoutingLimits;
import org.myrmex.api.routing.RoutingProtocol;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Offers {@link MuteRouting} under the name {@code mute}. */
@Component(configurationPid = "org.myrmex.routing.mute")
@Designate(ocd = MuteRoutingFactory.Config.class)
public final class MuteRoutingFactory implements RoutingProtocolFactory {
    /** Configuration of MUTE's routing. */
    @ObjectClassDefinition(name = "MUTE routing")
    public @interface Config {
        @AttributeDefinition(
                name = "Variant",
                description = "Whether a message follows the last first copy, or a random one of the last 100.",
                options = {
                    @Option(label = "first-copy", value = "first-copy"),
                    @Option(label = "random-queue", value = "random-queue")
                })
        String variant() default "first-copy";
    }

    private final Scent variant;

    /** @throws IllegalArgumentException when there is no such variant */
    @Activate
    public MuteRoutingFactory(Config config) {
        this(Scent.labelled(config.variant()));
    }

    MuteRoutingFactory(Scent variant) {
        this.variant = variant;
    }

    @Override
    public String name() {
        return "mute";
    }

    @Override
    public String wire() {
        return "mute/1";
    }

    @Override
    public int stateVersion() {
        return 1;
    }

    @Override
    public RoutingProtocol create(
            long now, RoutingLimits limits, RandomGenerator random, Optional<byte[]> saved, Outbox outbox) {
        return new MuteRouting(variant, now, limits, random, saved, outbox);
    }
}
