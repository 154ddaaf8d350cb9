package org.myrmex.api.access;

/**
 * What came of it.
 *
 * @param allowed whether it may be done
 * @param reason one line for the audit and, when refused, for the caller
 */
public record Decision(boolean allowed, String reason) {}
