package org.myrmex.discovery.known.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(name = "Myrmex known peers", description = "Peers to dial first.")
public @interface KnownConfiguration {
    @AttributeDefinition(
            name = "Peers",
            description =
                    "Addresses that are always tried, each tls://host:port#peerid; without the id whoever answers there "
                            + "is accepted.")
    String[] peers() default {};
}
