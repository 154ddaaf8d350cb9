/**
 * Who is linked with whom: at the start, after losses, and while nodes come and go. Graphs and rules are pure numbers; only
 * {@link org.myrmex.lab.topology.Population} touches a simulated network. Not here: what nodes do with their links.
 */
package org.myrmex.lab.topology;
