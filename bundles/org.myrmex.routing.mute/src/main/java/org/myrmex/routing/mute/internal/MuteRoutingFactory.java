package org.myrmex.routing.mute.internal;

import org.myrmex.api.routing.RoutingProtocolFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Offers {@link MuteRouting} under the name {@code mute}: a message follows the last scent. */
@Component(service = RoutingProtocolFactory.class, property = RoutingProtocolFactory.NAME_PROPERTY + "=mute")
public final class MuteRoutingFactory extends MuteFactory {
    @Activate
    public MuteRoutingFactory() {
        super("mute", Scent.FIRST_COPY);
    }
}
