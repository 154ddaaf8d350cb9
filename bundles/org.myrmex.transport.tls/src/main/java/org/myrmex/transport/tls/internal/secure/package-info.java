/**
 * The seam between a connection and what protects it: a handshake that proves a key, then bytes in and bytes out. Here live
 * the interfaces and what every handshake needs; which handshake it is, is decided by the one that is made. No socket, no
 * thread, no clock.
 */
package org.myrmex.transport.tls.internal.secure;
