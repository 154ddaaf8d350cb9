package org.myrmex.commands.internal.builtin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myrmex.api.access.Caller;
import org.myrmex.api.command.CommandContext;

/** Keeps what a command prints. */
final class RecordedContext implements CommandContext {
    final List<String> out = new ArrayList<>();
    final List<String> err = new ArrayList<>();
    final List<Map<String, Object>> rows = new ArrayList<>();
    final boolean json;
    boolean gone;

    RecordedContext(boolean json) {
        this.json = json;
    }

    @Override
    public Caller caller() {
        return Caller.OWNER;
    }

    @Override
    public Path cwd() {
        return Path.of("/somewhere");
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
        rows.add(new LinkedHashMap<>(row));
    }

    @Override
    public void progress(String label, long done, long total, String unit) {}

    @Override
    public boolean cancelled() {
        return gone;
    }
}
