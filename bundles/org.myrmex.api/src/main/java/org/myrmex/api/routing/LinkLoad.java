package org.myrmex.api.routing;

/**
 * How busy a link is; told at most every 100 ms, or on a doubling.
 *
 * @param rttMicros smoothed round trip of the link
 * @param queuedBytes bytes that wait for it
 */
public record LinkLoad(int rttMicros, int queuedBytes) {}
