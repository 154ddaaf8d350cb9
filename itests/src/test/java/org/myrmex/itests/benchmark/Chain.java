package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something that carries files over three relays, each part in processes of its own; one transfer at a time. */
interface Chain extends AutoCloseable {
    /** Parts of every chain. */
    String SOURCE = "source";

    String RELAYS = "relays";
    String SINK = "sink";

    int RELAY_COUNT = 3;

    /** Its name in the table. */
    String name();

    /** What its processes are and how they were started, for whoever measures again. */
    String settings() throws IOException;

    /** The processes that live all the time: those of {@link #RELAYS} are three. */
    Map<String, List<Tree>> parts();

    /** Fetches a file of the shared folder that was not fetched before. */
    Transfer fetch(Path file) throws IOException, InterruptedException;

    /**
     * Milliseconds until the first byte comes of a small part of a file.
     *
     * @param file one that was never fetched
     * @param offset where the part begins
     */
    double firstByteMillis(Path file, long offset) throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {
        closeAll(parts());
    }

    static void closeAll(Map<String, List<Tree>> parts) throws IOException {
        for (List<Tree> part : parts.values()) {
            for (Tree tree : part) {
                tree.close();
            }
        }
    }
}
