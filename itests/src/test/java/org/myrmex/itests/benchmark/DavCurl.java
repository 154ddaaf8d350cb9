package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One client of a WebDAV server: curl, a process for each errand. */
final class DavCurl {
    private static final int LIMIT_SECONDS = 300;

    private final DavSubject server;

    DavCurl(DavSubject server) {
        this.server = server;
    }

    /** Seconds that it takes to fetch a file, and throw it away. */
    double get(String path) throws IOException, InterruptedException {
        return Double.parseDouble(say(path, "-o", "/dev/null", "-w", "%{time_total}"));
    }

    double put(String path, Path file) throws IOException, InterruptedException {
        return Double.parseDouble(
                say(path, "-o", "/dev/null", "-w", "%{time_total}", "-H", "Expect:", "-T", file.toString()));
    }

    void delete(String path) throws IOException, InterruptedException {
        say(path, "-o", "/dev/null", "-X", "DELETE");
    }

    /** What curl prints; the server must answer with a status of success. */
    String say(String path, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-f", "-m", "" + LIMIT_SECONDS));
        command.addAll(server.headers());
        command.addAll(List.of(options));
        command.add(server.base() + path);
        return run(server.name(), command);
    }

    /** Runs requests of a file of options, one after another over one connection. */
    String batch(Path config) throws IOException, InterruptedException {
        return run(server.name(), List.of("curl", "-sS", "-K", config.toString()));
    }

    private static String run(String name, List<String> command) throws IOException, InterruptedException {
        Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (curl.waitFor() != 0) {
            throw new IOException(name + ": curl: " + said);
        }
        return said.strip();
    }
}
