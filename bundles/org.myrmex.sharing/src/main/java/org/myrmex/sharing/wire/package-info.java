/**
 * The bytes of searches and transfers, with a version byte in every format. Decoders are strict: a length, a count or a text
 * that is not exactly right is an error, and nothing is allocated by a number that a stranger chose. Pure.
 */
package org.myrmex.sharing.wire;
