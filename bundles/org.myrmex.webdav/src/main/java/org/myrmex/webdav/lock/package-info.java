/**
 * Locks (RFC 4918, 6 and 7) and the header {@code If} (10.4), without IO, clock or servlet: which locks there are, what they cover, what
 * a request says of them.
 */
package org.myrmex.webdav.lock;
