package org.myrmex.discovery.hostcache.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
        name = "Myrmex host cache",
        description = "Lists of peers that are read by HTTP, and one that is served.")
public @interface HostCacheConfiguration {
    @AttributeDefinition(
            name = "Caches",
            description =
                    "Lists that are read, each http://host:port or https://…, at most 8; none, and nothing is asked.")
    String[] caches() default {};

    @AttributeDefinition(
            name = "Serve",
            description =
                    "Where a list of peers is served to everybody, [ADDRESS:]PORT with a literal address; empty, and"
                            + " no door is opened.")
    String serve() default "";
}
