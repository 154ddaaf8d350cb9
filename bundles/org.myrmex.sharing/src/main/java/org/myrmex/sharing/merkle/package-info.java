/**
 * The hash tree of a file: SHA-256 over blocks of 16 KiB, leaves padded with zero hashes to a power of two, as the "pieces
 * root" of BitTorrent v2 (BEP 52). Pure: bytes in, hashes out; reading files is done elsewhere.
 */
package org.myrmex.sharing.merkle;
