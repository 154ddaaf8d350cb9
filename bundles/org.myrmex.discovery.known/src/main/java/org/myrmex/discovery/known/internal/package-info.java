/**
 * Peers that this one knows: those that its operator named, and those that it dialled with success. Learning addresses from
 * neighbours, names or the local network is the business of other sources.
 */
package org.myrmex.discovery.known.internal;
