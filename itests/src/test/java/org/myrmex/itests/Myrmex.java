package org.myrmex.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of the distribution's {@code bin/myrmex}, with its output in files so that no pipe can fill. */
final class Myrmex implements AutoCloseable {
    static final Path DISTRIBUTION = Path.of(System.getProperty("myrmex.distribution"));
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private Myrmex(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Myrmex start(Path distribution, Path scratch, List<String> arguments) throws IOException {
        return start(distribution, scratch, Map.of(), arguments);
    }

    /** @param environment in addition to that of the tests */
    static Myrmex start(Path distribution, Path scratch, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return start(Machine.HERE, distribution, scratch, environment, arguments);
    }

    /** On some machine. */
    static Myrmex start(
            Machine machine, Path distribution, Path scratch, Map<String, String> environment, List<String> arguments)
            throws IOException {
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        List<String> command =
                new ArrayList<>(List.of(distribution.resolve("bin/myrmex").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(machine.inside(command))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .directory(scratch.toFile());
        builder.environment().remove("MYRMEX_HOME");
        builder.environment().putAll(environment);
        return new Myrmex(builder.start(), out, err);
    }

    /** Runs to the end. */
    static Myrmex run(Path distribution, Path scratch, List<String> arguments)
            throws IOException, InterruptedException {
        return run(distribution, scratch, Map.of(), arguments);
    }

    /** Runs to the end. */
    static Myrmex run(Path distribution, Path scratch, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        try (Myrmex myrmex = start(distribution, scratch, environment, arguments)) {
            myrmex.exitCode();
            return myrmex;
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** Waits until the peer has said its first line, which it does when it is ready. */
    void awaitWelcome() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (Files.size(out) == 0) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("no peer came up: " + err());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** SIGTERM, as a service manager sends it. */
    void terminate() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
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
