package org.myrmex.launcher;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/** Asks the peer that runs on a home to do something, and shows its answer as it comes. */
final class RemoteCommand {
    private static final int CONNECT_LIMIT_MILLIS = 2_000;
    private static final String NAME = "[\\w-]{1,64}";

    private final Home home;
    private final Console console;

    RemoteCommand(Home home, Console console) {
        this.home = home;
        this.console = console;
    }

    int run(String word, List<String> arguments) throws Refusal {
        if (!word.matches(NAME)) {
            throw noCommand(word); // In an address it might mean another place.
        }
        HttpURLConnection connection;
        int status;
        Terminal terminal = Terminal.detect();
        try {
            connection = open(word);
            byte[] request = request(arguments, terminal);
            connection.setFixedLengthStreamingMode(request.length);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(request);
            }
            status = connection.getResponseCode();
        } catch (SSLException e) {
            throw Refusal.failed(
                    "who answers at the address of the peer is not known by " + home.certificateFile(),
                    "restore that file, or stop the peer and start it again");
        } catch (IOException e) {
            // The files are gone, or they are those of a peer that crashed: either way nobody answers.
            throw noPeer();
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw refused(word, status);
        }
        try (InputStream answer = connection.getInputStream()) {
            return new AnswerStream(new CommandScreen(console, terminal)).show(answer);
        } catch (IOException e) {
            throw Refusal.failed("the peer broke off its answer", "see whether it still runs with: myrmex status");
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(String word) throws IOException {
        String base = Files.readString(home.httpFile()).strip();
        String token = Files.readString(home.tokenFile()).strip();
        URI address;
        try {
            address = URI.create(base.replaceAll("/+$", "") + "/api/v1/commands/" + word);
        } catch (IllegalArgumentException e) {
            throw new IOException("run/http holds no address", e);
        }
        // No proxy of the environment may ever see the token.
        var connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secure) {
            PinnedCertificate.demand(secure, home.certificateFile());
        }
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_LIMIT_MILLIS);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/x-ndjson");
        return connection;
    }

    private static byte[] request(List<String> arguments, Terminal terminal) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("args");
            for (String argument : arguments) {
                json.writeString(argument);
            }
            json.writeEndArray();
            json.writeStringField("cwd", Path.of("").toAbsolutePath().toString());
            json.writeBooleanField("tty", terminal.interactive());
            json.writeNumberField("columns", terminal.columns());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    Refusal noPeer() {
        return new Refusal(
                ExitCode.NO_PEER,
                "no peer is running on " + home.root(),
                "start one with: myrmex up --home " + home.root());
    }

    private static Refusal noCommand(String word) {
        return Refusal.wrongUsage("there is no command '" + word + "'", "see: myrmex help");
    }

    private Refusal refused(String word, int status) {
        return switch (status) {
            case HttpURLConnection.HTTP_NOT_FOUND -> noCommand(word);
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                Refusal.failed("the peer does not accept the token of " + home.tokenFile(), "start the peer again");
            default -> Refusal.failed("the peer answered with HTTP status " + status, "see " + home.logs());
        };
    }
}
