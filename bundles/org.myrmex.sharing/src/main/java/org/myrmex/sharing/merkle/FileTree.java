package org.myrmex.sharing.merkle;

import org.myrmex.api.sharing.ContentId;

/**
 * What is kept of a file's tree: with the roots of the runs (8 bytes a MiB of file) any run can be proven after reading that
 * run alone.
 *
 * @param runRoots hashes of level 8, one a run; empty when there is but one run, whose root is the id
 */
@SuppressWarnings("ArrayRecordComponent")
public record FileTree(ContentId id, byte[] runRoots) {}
