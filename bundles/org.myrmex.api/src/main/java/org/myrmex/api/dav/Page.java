package org.myrmex.api.dav;

import java.util.List;
import java.util.Optional;

/**
 * Some members of a collection.
 *
 * @param entries in order
 * @param next cursor of the next page; empty when this is the last
 * @param complete false while more may yet turn up (a search under way)
 */
public record Page(List<Entry> entries, Optional<String> next, boolean complete) {}
