package org.myrmex.testkit.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.access.Caller;
import org.myrmex.api.command.CommandContext;

/** Keeps what a command prints. The owner runs it, in no terminal. */
public final class RecordingContext implements CommandContext {
    private final boolean json;
    private final List<String> out = Collections.synchronizedList(new ArrayList<>());
    private final List<String> err = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, Object>> rows = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean cancelled;

    private RecordingContext(boolean json) {
        this.json = json;
    }

    /** As for a person. */
    public static RecordingContext plain() {
        return new RecordingContext(false);
    }

    /** As with {@code --json}. */
    public static RecordingContext withJson() {
        return new RecordingContext(true);
    }

    /** The caller goes away. */
    public void cancel() {
        cancelled = true;
    }

    /** Lines for people. */
    public List<String> lines() {
        return List.copyOf(out);
    }

    /** Lines of trouble. */
    public List<String> errors() {
        return List.copyOf(err);
    }

    /** Rows with their keys in order. */
    public List<Map<String, Object>> rows() {
        return List.copyOf(rows);
    }

    @Override
    public Caller caller() {
        return Caller.OWNER;
    }

    @Override
    public Path cwd() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public boolean tty() {
        return false;
    }

    @Override
    public int columns() {
        return 80;
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public void out(String line) {
        if (!json) {
            out.add(line);
        }
    }

    @Override
    public void err(String line) {
        err.add(line);
    }

    @Override
    public void row(Map<String, ?> row) {
        rows.add(Collections.unmodifiableMap(new LinkedHashMap<>(row)));
    }

    @Override
    public void progress(String label, long done, long total, String unit) {
        // drawn on a terminal only
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }
}
