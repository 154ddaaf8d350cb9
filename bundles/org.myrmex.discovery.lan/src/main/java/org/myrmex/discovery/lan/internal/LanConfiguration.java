package org.myrmex.discovery.lan.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
        name = "Myrmex peers of the local network",
        description =
                "Finding neighbours by mDNS. It tells everybody on the local network that this program runs here.")
public @interface LanConfiguration {
    @AttributeDefinition(
            name = "Enabled",
            description = "Whether anything is sent to or heard from the local network at all.")
    boolean enabled() default false;

    @AttributeDefinition(
            name = "Announce",
            description = "Whether to say that this peer is here; without it others are only looked for, which whoever"
                    + " listens sees too.")
    boolean announce() default true;

    @AttributeDefinition(
            name = "Interfaces",
            description = "Names of the network interfaces to use, e.g. eth0; none: all that are up and can multicast,"
                    + " except loopback and tunnels.")
    String[] interfaces() default {};
}
