/** Those who lay siege to a peer on loopback, for a test and a benchmark: many, but thrifty with the processor. */
package org.myrmex.itests.siege;
