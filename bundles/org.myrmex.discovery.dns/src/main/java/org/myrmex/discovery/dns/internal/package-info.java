/**
 * Peers that name servers name: asks them, obeys their times, and registers this peer where its operator wants it. What
 * records mean is the business of {@code zone}; the library that reads and writes messages is touched here alone, and only once
 * a domain is configured.
 */
package org.myrmex.discovery.dns.internal;
