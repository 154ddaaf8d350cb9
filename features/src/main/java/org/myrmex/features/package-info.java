/**
 * The build step that completes the hand-kept feature files: adds the SHA-256 of every jar and proves that the
 * repository holds exactly what the features name. Runs in the build only and is not part of the distribution.
 */
package org.myrmex.features;
