/**
 * Links with bandwidth, under the flow control that ships: {@link org.myrmex.mesh.flow} queues, takes turns and gives credits,
 * here it only gets a clock and a wire. Not here: what is sent.
 */
package org.myrmex.lab.wire;
