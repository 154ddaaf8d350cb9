/**
 * The drop folder, thought through: which file is complete, what it says of itself, which of two files counts, and what has to
 * be done so that the framework holds what the folder holds. No disk, no framework, no clock: those are in {@code install}.
 */
package org.myrmex.plugins.folder;
