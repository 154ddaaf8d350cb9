/**
 * Neighbour connections within one JVM, for tests: the contract of a transport with neither sockets nor encryption. Frames
 * pass as objects. A network is an object, so that tests do not meet each other; it runs on a thread of its own, or step by
 * step on the caller's.
 */
package org.myrmex.transport.memory.internal;
