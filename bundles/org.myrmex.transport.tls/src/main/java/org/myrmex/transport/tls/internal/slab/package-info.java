/**
 * Memory of live links, capped and used again: slabs into which received records are decrypted and out of which frames are
 * cut, and spare buffers for what is incomplete. No socket, no thread, no clock.
 */
package org.myrmex.transport.tls.internal.slab;
