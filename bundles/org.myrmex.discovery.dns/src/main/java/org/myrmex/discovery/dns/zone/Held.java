package org.myrmex.discovery.dns.zone;

import java.util.List;

/**
 * An answer while it holds.
 *
 * @param leftOut records beyond the cap
 * @param expiresMicros when it is to be asked for anew
 */
record Held(Result result, List<Entry> entries, int leftOut, long expiresMicros) {}
