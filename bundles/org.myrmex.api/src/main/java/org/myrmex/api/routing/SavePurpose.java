package org.myrmex.api.routing;

/** What a saved state is for. */
public enum SavePurpose {
    /** For a successor of the same wire and version in this process: everything. Kept in memory only. */
    SWAP,
    /** For the next start: no virtual address, only what lasts (guards). Written to disk. */
    RESTART
}
