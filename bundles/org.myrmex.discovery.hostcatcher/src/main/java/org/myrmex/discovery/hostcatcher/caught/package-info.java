/**
 * What ping and pong say, and what a peer makes of it: the messages, the store of what others said, the table of peers that were
 * met, and the choice of what a pong names. Pure: time and chance come as arguments, and nothing is signed or verified here, so
 * that a simulation runs these very classes. Sockets, keys and disk are the business of the package beside it.
 */
package org.myrmex.discovery.hostcatcher.caught;
