/**
 * The peer itself: one loop, turn by turn, that owns links, flows, routing and own addresses, and the pools beside it for all that
 * blocks or computes. {@code Peer} can be made with {@code new}; {@code MeshComponent} is the thin OSGi skin around it.
 * Routing rules do not live here, nor does anything that a channel or a share knows.
 */
package org.myrmex.mesh.internal;
