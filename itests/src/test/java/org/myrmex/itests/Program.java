package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that somebody else wrote, run in a folder of its own, with its output in files so that no pipe can fill. */
final class Program implements AutoCloseable {
    private static final int LIMIT_SECONDS = 180;

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Program start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        return start(folder, environment, "", command);
    }

    /** The same with something to read. */
    static Program start(Path folder, Map<String, String> environment, String input, List<String> command)
            throws IOException {
        Path in = Files.writeString(Files.createTempFile(folder, "in", ".txt"), input);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Program(builder.start(), out, err);
    }

    /** Runs to the end, which must be a good one; what it printed. */
    static String say(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        return say(folder, environment, "", command);
    }

    /** The same with something to read. */
    static String say(Path folder, Map<String, String> environment, String input, List<String> command)
            throws IOException, InterruptedException {
        try (Program program = start(folder, environment, input, command)) {
            int exit = program.exitCode(LIMIT_SECONDS);
            String printed = program.out();
            if (exit != 0) {
                throw new AssertionError(command.get(0) + " ended with " + exit + ": " + printed + program.err());
            }
            return printed;
        }
    }

    int exitCode(int limitSeconds) throws InterruptedException {
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + limitSeconds + " s");
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        Tools.end(process);
    }
}
