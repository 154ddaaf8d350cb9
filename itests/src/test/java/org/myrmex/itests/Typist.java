package org.myrmex.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Somebody at a terminal of a program's own, who waits for a question before he types. */
final class Typist implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Process process;
    private final InputStream screen;
    private final OutputStream keys;
    private final StringBuilder seen = new StringBuilder();

    Typist(Path folder, List<String> command) throws IOException {
        Tools.need("script", "bsdutils");
        process = new ProcessBuilder("script", "-qec", "'" + String.join("' '", command) + "'", "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        screen = process.getInputStream();
        keys = process.getOutputStream();
        // whatever is read from the screen ends then
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    /** Types a line once that is on the screen. */
    void answer(String question, String line) throws IOException {
        int from = seen.length();
        while (seen.indexOf(question, from) < 0) {
            see();
        }
        keys.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private void see() throws IOException {
        int next = screen.read();
        if (next < 0) {
            throw new IOException("it ended: " + seen);
        }
        seen.append((char) next);
    }

    /** Waits for its end. */
    int exitCode() throws IOException, InterruptedException {
        seen.append(new String(screen.readAllBytes(), StandardCharsets.UTF_8));
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** All that was on the screen. */
    String seen() {
        return seen.toString();
    }

    @Override
    public void close() {
        Tools.end(process);
    }
}
