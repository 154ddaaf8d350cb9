/**
 * Downloads: who has the content, which blocks to ask of whom, verification of every block before it counts, and partial
 * files that survive a crash.
 */
package org.myrmex.sharing.downloads;
