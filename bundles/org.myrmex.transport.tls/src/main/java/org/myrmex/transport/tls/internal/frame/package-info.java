/**
 * The link frame as bytes: 16 bytes of link header, routing header, body in a size class. Pure: bytes in, frames out; no
 * socket, no thread, no clock. What the frames mean is not known here.
 */
package org.myrmex.transport.tls.internal.frame;
