/**
 * Who of those before the door goes when they are too many, who is served next, and how often. Pure: no socket, no clock, no
 * thread; whoever asks says what time it is.
 */
package org.myrmex.transport.tls.internal.crowd;
