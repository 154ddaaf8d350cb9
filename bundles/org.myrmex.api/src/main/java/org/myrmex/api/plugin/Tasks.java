package org.myrmex.api.plugin;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The platform's threads. A plugin makes none of its own; what it started ends with it. One instance a bundle. Any thread.
 */
@ProviderType
public interface Tasks {
    /** Runs tasks one after the other, in order; they may block. At most 10,000 wait, then it refuses. */
    Executor serial(String name);

    /** Runs tasks side by side, at most so many at once; they may block. At most 10,000 wait, then it refuses. */
    Executor pool(String name, int threads);

    /** Runs a task once, after a time, on a thread that must not be blocked for long. */
    Registration after(Duration delay, Runnable task);

    /** Runs a task again and again, each time so long after the last one ended. */
    Registration every(Duration pause, Runnable task);
}
