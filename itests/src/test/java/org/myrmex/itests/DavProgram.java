package org.myrmex.itests;

import java.nio.file.Path;

/** A program of others that moves whole folders to and from a share of a peer. */
interface DavProgram {
    /**
     * Puts a folder with all that is in it.
     *
     * @param name of the new folder in the share
     */
    void put(Path tree, String name) throws Exception;

    /**
     * Fetches a folder with all that is in it, whose names it has to find out.
     *
     * @param to the folder here, which is made
     */
    void get(String name, Path to) throws Exception;
}
