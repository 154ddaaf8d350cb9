/**
 * The edge of the hostcatcher: messages to neighbours, signatures, the file, and the peer source. Whom to ask, what to say and
 * what to believe is decided in the package beside it.
 */
package org.myrmex.discovery.hostcatcher.internal;
