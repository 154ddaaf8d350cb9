/**
 * The edge to the local network: interfaces, jmdns, and the peer source that asks and announces. What becomes of what is heard
 * is decided in the package beside it. Nothing here touches jmdns or a socket until the operator has turned it on.
 */
package org.myrmex.discovery.lan.internal;
