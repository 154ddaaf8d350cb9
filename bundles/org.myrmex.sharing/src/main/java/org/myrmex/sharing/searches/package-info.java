/**
 * Questions to the network: one virtual address for each interest, that is a search and the downloads it starts, so that
 * nothing links two interests of a peer.
 */
package org.myrmex.sharing.searches;
