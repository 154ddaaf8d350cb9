/**
 * The network as a tree that can only be read: searches as folders, contents by their id. Holds when a folder may ask the network and
 * when it must not; how that is asked and how bytes come is the sharing bundle's. Nothing here logs: paths hold search words.
 */
package org.myrmex.webdav.network;
