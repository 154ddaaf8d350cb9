package org.myrmex.commands.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.myrmex.api.access.Caller;
import org.myrmex.api.command.CommandContext;

/** One run of a command: what it prints becomes lines for whoever called. */
final class Invocation implements CommandContext {
    /** Columns where nobody says how many there are. */
    static final int DEFAULT_COLUMNS = 80;

    private final Map<String, Object> given;
    private final boolean json;
    private final Consumer<String> out;
    private final Consumer<String> err;
    private final Table table;

    /** @param given by the keys of {@link CommandService} */
    Invocation(Map<String, Object> given, boolean json) {
        this.given = given;
        this.json = json;
        this.out = consumer("out");
        this.err = consumer("err");
        this.table = new Table(out);
    }

    @Override
    public Caller caller() {
        return given.get("caller") instanceof Caller caller ? caller : Caller.OWNER;
    }

    @Override
    public Path cwd() {
        return Path.of(given.get("cwd") instanceof String path ? path : "").toAbsolutePath();
    }

    @Override
    public boolean tty() {
        return Boolean.TRUE.equals(given.get("tty"));
    }

    @Override
    public int columns() {
        return given.get("columns") instanceof Number columns ? columns.intValue() : DEFAULT_COLUMNS;
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public synchronized void out(String line) {
        if (!json) {
            table.flush();
            out.accept(PlainText.of(line));
        }
    }

    @Override
    public synchronized void err(String line) {
        table.flush();
        err.accept(PlainText.of(line));
    }

    @Override
    public synchronized void row(Map<String, ?> row) {
        if (json) {
            out.accept(JsonLine.of(row));
        } else if (!row.isEmpty()) {
            table.add(row);
        }
    }

    /** Also shows the rows so far: a command that reports progress takes its time. */
    @Override
    public synchronized void progress(String label, long done, long total, String unit) {
        table.flush();
        if (given.get("progress") instanceof Consumer<?> consumer) {
            Map<String, Object> progress = new LinkedHashMap<>();
            progress.put("label", PlainText.of(label));
            progress.put("done", done);
            progress.put("total", total);
            progress.put("unit", unit);
            accept(consumer, progress);
        }
    }

    @Override
    public boolean cancelled() {
        return Thread.currentThread().isInterrupted()
                || (given.get("cancelled") instanceof BooleanSupplier cancelled && cancelled.getAsBoolean());
    }

    synchronized void end() {
        table.flush();
    }

    private Consumer<String> consumer(String key) {
        return given.get(key) instanceof Consumer<?> consumer ? line -> accept(consumer, line) : line -> {};
    }

    @SuppressWarnings("unchecked") // the contract of the key says what it takes
    private static <T> void accept(Consumer<?> consumer, T value) {
        ((Consumer<T>) consumer).accept(value);
    }
}
