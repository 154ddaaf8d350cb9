/**
 * The program around the framework: reads the command line and the feature files, checks everything that can be
 * checked before the first byte is written, starts Felix with exactly the bundles of a feature, and speaks to a running
 * peer. Nothing here knows what a peer does; that is the bundles' business. This is the only code outside the framework.
 */
package org.myrmex.launcher;
