/**
 * Channels by Bouncy Castle's own TLS engine: its handshake and its records, with the JDK's symmetric ciphers. Here lives
 * what that engine must be told; certificates and providers are the seam's.
 */
package org.myrmex.transport.tls.internal.jsse;
