/**
 * Neighbour links over TCP: TLS 1.3 with a hybrid key exchange only, both ends pinned by the hash of their key. Two threads
 * of its own: one accepts and shakes hands, one serves live links. What frames mean, and whether a neighbour is wanted, is
 * decided elsewhere.
 */
package org.myrmex.transport.tls.internal;
