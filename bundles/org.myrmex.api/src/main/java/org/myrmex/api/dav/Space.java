package org.myrmex.api.dav;

/**
 * Room for files.
 *
 * @param usedBytes what lies there now
 * @param availableBytes how much more fits
 */
public record Space(long usedBytes, long availableBytes) {}
