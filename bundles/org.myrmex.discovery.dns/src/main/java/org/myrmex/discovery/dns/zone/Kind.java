package org.myrmex.discovery.dns.zone;

/** The kinds of records that are asked for. */
public enum Kind {
    /** RFC 2782. */
    SRV,
    /** Texts: addresses, or what belongs to an instance (RFC 6763, section 6). */
    TXT,
    /** Instances of a service (RFC 6763, section 4). */
    PTR
}
