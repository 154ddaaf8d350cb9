/**
 * What outlives the process beside the files themselves: dead properties, locks, and the journal of changes that both must follow. One
 * store, written so that a kill at any moment leaves things that belong together.
 */
package org.myrmex.webdav.kept;
