package org.myrmex.api.dav;

/**
 * What a PUT did.
 *
 * @param created whether nothing was there before
 * @param etag strong, of what is there now
 */
public record PutResult(boolean created, String etag) {}
