package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks a server as fast as it answers: wrk, a process of its own with one thread, the same for every server. */
final class DavLoad {
    /** Six properties, as file managers ask for them. */
    static final String SIX_PROPERTIES =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:propfind xmlns:D=\"DAV:\"><D:prop>"
                    + "<D:displayname/><D:resourcetype/><D:getcontentlength/><D:getcontenttype/><D:getlastmodified/><D:getetag/>"
                    + "</D:prop></D:propfind>";

    private static final String LIMIT = "60s";
    private static final int PATIENCE_SECONDS = 60;
    private static final String SUMMARY =
            """
            done = function(summary, latency, requests)
              local e = summary.errors
              io.write(string.format("RESULT %d %d %d\\n", summary.requests, summary.duration,
                e.connect + e.read + e.write + e.status + e.timeout))
            end
            """;

    private final Path scratch;

    DavLoad(Path scratch) {
        this.scratch = scratch;
    }

    /** @param seconds that were asked for, by all clients together */
    record Result(long requests, double seconds) {
        double perSecond() {
            return requests / seconds;
        }
    }

    Result propfind(DavSubject server, String path, int clients, int seconds) throws IOException, InterruptedException {
        return run(
                server,
                path,
                clients,
                seconds,
                "wrk.method = \"PROPFIND\"\nwrk.body = '" + SIX_PROPERTIES
                        + "'\nwrk.headers[\"Depth\"] = \"1\"\nwrk.headers[\"Content-Type\"] = \"application/xml\"\n");
    }

    Result get(DavSubject server, String path, int clients, int seconds) throws IOException, InterruptedException {
        return run(server, path, clients, seconds, "");
    }

    private Result run(DavSubject server, String path, int clients, int seconds, String what)
            throws IOException, InterruptedException {
        String key = server.authorization()
                .map(value -> "wrk.headers[\"Authorization\"] = \"" + value + "\"\n")
                .orElse("");
        Path script = Files.writeString(scratch.resolve("load.lua"), what + key + SUMMARY);
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + clients, "-d" + seconds + "s"));
        command.addAll(List.of("--timeout", LIMIT));
        command.addAll(List.of("-s", script.toString(), server.base() + path));
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String[] result = said.lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .orElse("RESULT 0 1 1")
                .split(" ", -1);
        boolean ended = wrk.waitFor() == 0;
        if (ended && Long.parseLong(result[1]) == 0 && Long.parseLong(result[3]) == 0 && seconds < PATIENCE_SECONDS) {
            return run(
                    server, path, clients, 4 * seconds, what); // A cold server on a busy machine: nothing came in time.
        }
        if (!ended || Long.parseLong(result[1]) == 0 || Long.parseLong(result[3]) > 0) {
            throw new IOException(server.name() + " did not answer as it should: " + said);
        }
        return new Result(Long.parseLong(result[1]), Double.parseDouble(result[2]) / 1e6);
    }
}
