package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Locks of names that are free, each with a long word about its owner: what they cost, and what a listing makes of them. */
final class DavLocks {
    private static final int OWNER_BYTES = 3_000;

    private final DavSubject server;
    private final DavCurl curl;
    private final Path scratch;
    private final int locks;

    DavLocks(DavSubject server, Path scratch, int locks) {
        this.server = server;
        this.curl = new DavCurl(server);
        this.scratch = scratch;
        this.locks = locks;
    }

    /**
     * One flood of them.
     *
     * @param cpuSeconds of the server, for the locks alone
     * @param listedBytes of an answer to PROPFIND for all properties after it
     */
    record Result(double seconds, double cpuSeconds, long listedBytes) {}

    /** Empty where the server locks no names that are free. */
    Optional<Result> run(int round) throws IOException, InterruptedException {
        String folder = "/locked" + round;
        curl.say(folder + "/", "-o", "/dev/null", "-X", "MKCOL");
        Path owner = Files.writeString(
                scratch.resolve("lock.xml"),
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:lockinfo xmlns:D=\"DAV:\"><D:lockscope><D:exclusive/></D:lockscope>"
                        + "<D:locktype><D:write/></D:locktype><D:owner>" + "o".repeat(OWNER_BYTES)
                        + "</D:owner></D:lockinfo>");
        Path requests = config("LOCK", folder, owner, List.of());
        double before = server.tree().cpuSeconds();
        long begin = System.nanoTime();
        List<String> tokens = curl.batch(requests).lines().toList();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpu = server.tree().cpuSeconds() - before;
        long granted = tokens.stream().filter(line -> line.matches("20[01] .+")).count();
        if (granted != locks) {
            return Optional.empty();
        }
        long listed = Long.parseLong(curl.say(
                folder + "/", "-o", "/dev/null", "-X", "PROPFIND", "-H", "Depth: 1", "-w", "%{size_download}"));
        curl.batch(config("UNLOCK", folder, owner, tokens));
        curl.delete(folder + "/");
        return Optional.of(new Result(seconds, cpu, listed));
    }

    /** One request for each name, for one process and one connection. */
    private Path config(String method, String folder, Path owner, List<String> tokens) throws IOException {
        StringBuilder config = new StringBuilder();
        for (int i = 0; i < locks; i++) {
            config.append(i > 0 ? "next\n" : "")
                    .append("url = \"" + server.base() + folder + "/name" + i + "\"\nrequest = " + method + "\n")
                    .append("output = /dev/null\nsilent\n");
            server.authorization().ifPresent(value -> config.append("header = \"Authorization: " + value + "\"\n"));
            if (tokens.isEmpty()) {
                config.append(
                                "header = \"Timeout: Second-3600\"\nheader = \"Depth: 0\"\nheader = \"Content-Type: application/xml\"\n")
                        .append("data-binary = \"@" + owner
                                + "\"\nwrite-out = \"%{http_code} %header{lock-token}\\n\"\n");
            } else {
                config.append("header = \"Lock-Token: " + tokens.get(i).substring(4) + "\"\n");
            }
        }
        return Files.writeString(scratch.resolve(method + ".curl"), config);
    }
}
