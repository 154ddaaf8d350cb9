package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A peer's web server, asked with the peer's own token: no process for each command. */
final class PeerDoor {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String token;
    private final Path cwd;

    PeerDoor(Path home, Path cwd) throws IOException {
        this.base = Files.readString(home.resolve("run/http")).strip().replaceFirst("/$", "");
        this.token = Files.readString(home.resolve("run/token")).strip();
        this.cwd = cwd;
    }

    /** Runs a command that must succeed; its lines, of which those in JSON are freed from being texts in JSON. */
    String command(String name, String... args) throws IOException, InterruptedException {
        String words = List.of(args).stream().map(PeerDoor::quoted).collect(Collectors.joining(","));
        HttpResponse<String> answer = client.send(
                request("/api/v1/commands/" + name)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"args\":[" + words + "],\"cwd\":" + quoted(cwd.toString()) + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(name + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().replace("\\\"", "\"");
    }

    /** Reads a part of a file; milliseconds until its first byte came. */
    double firstByteMillis(String path, long offset, int length) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<InputStream> answer = client.send(
                request(path)
                        .header("Range", "bytes=" + offset + "-" + (offset + length - 1))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            boolean some = in.read() >= 0;
            double millis = (System.nanoTime() - begin) / 1e6;
            if (answer.statusCode() != 206 || !some || in.readAllBytes().length != length - 1) {
                throw new IOException("no part of " + path + ": " + answer.statusCode());
            }
            return millis;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
