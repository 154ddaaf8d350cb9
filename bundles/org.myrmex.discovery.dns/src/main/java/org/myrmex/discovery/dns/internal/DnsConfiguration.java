package org.myrmex.discovery.dns.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
        name = "Myrmex peers from names",
        description = "Domains that name peers, and a name for this one.")
public @interface DnsConfiguration {
    @AttributeDefinition(
            name = "Domains",
            description = "Domains that are asked for peers, at most 16; none, and nothing is ever asked.")
    String[] domains() default {};

    @AttributeDefinition(
            name = "Resolver",
            description =
                    "The name server that is asked, address:port, with a literal address; empty for the system's.")
    String resolver() default "";

    @AttributeDefinition(
            name = "Zone to register in",
            description = "Name of the zone in which this peer registers where it listens; empty, and it does not.")
    String register_domain() default "";

    @AttributeDefinition(
            name = "Server that takes registrations",
            description = "The zone's primary name server, host:port; empty for the resolver.")
    String register_server() default "";

    @AttributeDefinition(
            name = "Key for registrations",
            description =
                    "Path of a file that only its owner can read (mode 600), with a TSIG key as tsig-keygen prints it.")
    String register_key() default "";

    @AttributeDefinition(
            name = "Addresses to register",
            description =
                    "What is registered, each host:port; none for the doors at which the peer listens, and for one to"
                            + " all addresses of the machine the public ones at which neighbours see it.")
    String[] register_address() default {};
}
