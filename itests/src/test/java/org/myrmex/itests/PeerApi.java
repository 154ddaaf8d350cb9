package org.myrmex.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A peer's web server, asked with the peer's own token: quicker than a process for each command. */
final class PeerApi {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String token;
    private final Path cwd;

    PeerApi(TestPeer peer) throws IOException {
        base = Files.readString(peer.home().resolve("run/http")).strip().replaceFirst("/$", "");
        token = Files.readString(peer.home().resolve("run/token")).strip();
        cwd = peer.scratch();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Runs a command of the peer: its lines as they are on the wire, one object a line. */
    String command(String name, String... args) throws IOException, InterruptedException {
        String words = List.of(args).stream().map(PeerApi::quoted).collect(Collectors.joining(","));
        HttpResponse<String> answer = client.send(
                request("/api/v1/commands/" + name)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"args\":[" + words + "],\"cwd\":" + quoted(cwd.toString()) + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(name + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
