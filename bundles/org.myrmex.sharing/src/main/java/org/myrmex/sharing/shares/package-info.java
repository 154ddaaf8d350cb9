/**
 * The own shared folders: which there are, what lies in them, its hashes and its words; and answers to searches. Transfers are
 * elsewhere.
 */
package org.myrmex.sharing.shares;
