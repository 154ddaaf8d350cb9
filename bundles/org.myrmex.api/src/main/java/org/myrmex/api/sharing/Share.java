package org.myrmex.api.sharing;

import java.nio.file.Path;

/**
 * A shared folder.
 *
 * @param name how it is called here; never told to others
 * @param folder where it lies
 * @param files files that are found by searches
 * @param bytes their size together
 * @param pending files seen that are not hashed yet
 */
public record Share(String name, Path folder, int files, long bytes, int pending) {}
