/**
 * The WebDAV servlet over mounted trees, and the trees of the peer: own shares and the network.
 */
package org.myrmex.webdav.internal;
