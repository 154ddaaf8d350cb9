/**
 * What records say: which questions a domain takes, how long answers hold, which peers they name and in which order, and what
 * a peer that registers itself puts there. Pure: no IO, no clock, no chance of its own, and nothing of the form that records
 * have on the wire.
 */
package org.myrmex.discovery.dns.zone;
