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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A peer's web server, asked with the peer's own token: quicker than a Java process for each command. On another machine curl asks
 * it.
 */
final class PeerApi {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JSON = "application/json";
    private static final Pattern OUT = Pattern.compile("^\\{\"out\":\"(.*)\"}$", Pattern.MULTILINE);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String token;
    private final Path cwd;
    private final Machine machine;

    PeerApi(TestPeer peer) throws IOException {
        base = Files.readString(peer.home().resolve("run/http")).strip().replaceFirst("/$", "");
        token = Files.readString(peer.home().resolve("run/token")).strip();
        cwd = peer.scratch();
        machine = peer.machine();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Runs a command of the peer: its lines as they are on the wire, one object a line. */
    String command(String name, String... args) throws IOException, InterruptedException {
        String words = List.of(args).stream().map(PeerApi::quoted).collect(Collectors.joining(","));
        String body = "{\"args\":[" + words + "],\"cwd\":" + quoted(cwd.toString()) + "}";
        String path = "/api/v1/commands/" + name;
        if (!machine.isHere()) {
            return curl(path, body);
        }
        HttpResponse<String> answer = client.send(
                request(path)
                        .header("Content-Type", JSON)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(name + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private String curl(String path, String body) throws IOException, InterruptedException {
        List<String> words = List.of(
                "curl",
                "-sSf",
                "-m",
                Long.toString(PATIENCE.toSeconds()),
                "-H",
                "Authorization: Bearer " + token,
                "-H",
                "Content-Type: " + JSON,
                "-d",
                body,
                base + path);
        return Program.say(cwd, Map.of(), machine.inside(words));
    }

    /** What a command that must succeed prints, each line with its end. */
    String say(String name, String... args) throws IOException, InterruptedException {
        String answer = command(name, args);
        if (!answer.strip().endsWith("{\"exit\":0}")) {
            throw new AssertionError(name + ": " + answer);
        }
        return printed(answer);
    }

    /** What a command prints, whether it succeeds or not. */
    String tell(String name, String... args) throws IOException, InterruptedException {
        return printed(command(name, args));
    }

    private static String printed(String answer) {
        StringBuilder said = new StringBuilder();
        Matcher line = OUT.matcher(answer);
        while (line.find()) {
            said.append(line.group(1).replaceAll("\\\\(.)", "$1")).append('\n');
        }
        return said.toString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
