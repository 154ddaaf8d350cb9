/**
 * Nodes that run altered protocols: each changes what a routing protocol hears and says through the public interface of
 * routing, whichever protocol it is. Not here: what becomes of the others; that the experiments measure.
 */
package org.myrmex.lab.hostile;
