package org.myrmex.routing.mute.internal;

import org.myrmex.api.routing.RoutingProtocolFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Offers {@link MuteRouting} under the name {@code mute-random-queue}: a message follows one of the last scents. */
@Component(
        service = RoutingProtocolFactory.class,
        property = RoutingProtocolFactory.NAME_PROPERTY + "=mute-random-queue")
public final class RandomQueueRoutingFactory extends MuteFactory {
    @Activate
    public RandomQueueRoutingFactory() {
        super("mute-random-queue", Scent.RANDOM_QUEUE);
    }
}
