package org.myrmex.discovery.hostcatcher.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
        name = "Myrmex hostcatcher",
        description = "Finding neighbours by asking those that are there whom they have met.")
public @interface HostCatcherConfiguration {
    @AttributeDefinition(
            name = "Advertise",
            description =
                    "Whether neighbours are told where this peer can be dialled, and may tell theirs; without it they"
                            + " neither name it to others nor try whether it can be reached.")
    boolean advertise() default true;

    @AttributeDefinition(
            name = "Dial back",
            description =
                    "Whether neighbours that dialled this peer and say where they listen are dialled back there, which"
                            + " tells them whether they can be reached; without it they are not named to others either."
                            + " Turn it off behind a proxy, where all neighbours come from one address.")
    boolean dialBack() default true;

    @AttributeDefinition(
            name = "Ping seconds",
            description = "How often each neighbour is asked whom it has met, in seconds, 10 to 3600; a tenth sooner or"
                    + " later.",
            min = "10",
            max = "3600")
    int pingSeconds() default 60;
}
