/**
 * Which neighbours a peer has: whom it dials next, whom it lets in when its house is full, whose word counts for how much.
 * Pure: time and chance come as arguments, so that the lab surrounds the same code with hostile peers.
 */
package org.myrmex.mesh.keep;
