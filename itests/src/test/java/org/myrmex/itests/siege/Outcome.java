package org.myrmex.itests.siege;

/**
 * What became of the offenders of one kind.
 *
 * @param connected how often one got a connection
 * @param thrownOut how often one was thrown out
 * @param longestMillis the longest that one stayed, those included that are still there
 */
public record Outcome(int connected, int thrownOut, long longestMillis) {}
