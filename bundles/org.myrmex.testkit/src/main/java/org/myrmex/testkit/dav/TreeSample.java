package org.myrmex.testkit.dav;

import java.util.Map;
import java.util.Optional;
import org.myrmex.api.dav.DavTree;

/**
 * A tree to be judged and what is known to be in it.
 *
 * @param tree fresh for each test
 * @param files some of its files, by absolute path, at least two of different content; one has more than 1,000 bytes
 * @param crowded path of a collection with five members or more, one of the files being among them
 * @param writable path of a collection in which everything may be done; empty for a tree that takes no writing
 */
public record TreeSample(DavTree tree, Map<String, byte[]> files, String crowded, Optional<String> writable) {}
