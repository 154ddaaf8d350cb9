/**
 * Reading from anywhere in a file of the network, without a file of its own: which blocks a reader wants now and soon, the
 * verified ones in memory, and the own shared files read from where they lie. Who sends the blocks is the exchange's matter.
 */
package org.myrmex.sharing.streams;
