package org.myrmex.api.command;

import java.nio.file.Path;
import java.util.Map;
import org.myrmex.api.access.Caller;
import org.osgi.annotation.versioning.ProviderType;

/** What a command gets of whoever runs it. Used by the thread that runs the command, or others that it starts. */
@ProviderType
public interface CommandContext {
    Caller caller();

    /** The directory of the caller: paths are resolved against it. */
    Path cwd();

    /** Whether a person looks at a terminal. */
    boolean tty();

    /** Columns of the terminal, 80 when not known. */
    int columns();

    /** Whether {@code --json} was given: then only {@link #row} prints. */
    boolean json();

    /** A line for people; nothing with {@code --json}. */
    void out(String line);

    /** A line of trouble: cause, then what to do. */
    void err(String line);

    /**
     * A row: part of a table for people, or one line of JSON. Keys in their order; values are strings, numbers, booleans,
     * null, lists and maps of these.
     */
    void row(Map<String, ?> row);

    /**
     * How far it is; drawn on a terminal only.
     *
     * @param total 0 when not known
     * @param unit e.g. {@code B}
     */
    void progress(String label, long done, long total, String unit);

    /** Whether the caller has gone. */
    boolean cancelled();
}
