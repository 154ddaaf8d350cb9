package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** A program that is started again and again. One run of it at a time. */
interface Subject {
    String name();

    Figures figures();

    /** Starts it; returns once it answers. With {@code first}, everything that earlier runs left is gone. */
    Running start(boolean first) throws IOException, InterruptedException;

    /** The size of what its users download, in bytes. */
    long archiveBytes() throws IOException, InterruptedException;

    /** One run that answers. */
    interface Running extends AutoCloseable {
        /** From the moment before the process was made to the first answer, as seen from outside. */
        double startSeconds();

        double startCpuSeconds();

        Tree tree();

        /** Copies a jar to where it is picked up; seconds from the copy's end until it answers; nothing, if it does not. */
        OptionalDouble dropIn(Path jar, String name) throws IOException, InterruptedException;

        @Override
        default void close() throws IOException {
            tree().close();
        }
    }
}
