/**
 * The cryptography of virtual addresses: their keys, the bodies of queries, and answers sealed to whoever asked (protocol 2).
 * Bytes in, bytes out: randomness comes as an argument; no thread, clock or table of open queries lives here.
 */
package org.myrmex.mesh.seal;
