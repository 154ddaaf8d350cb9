/**
 * The demonstration: several peers in this one process, each with its own framework and home, spoken to by their
 * commands alone. Nothing here is needed to run a peer.
 */
package org.myrmex.launcher.demo;
