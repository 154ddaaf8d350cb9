package org.myrmex.launcher;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Shows the peer's answer: one JSON object a line, the last of them with the exit code. */
final class AnswerStream {
    private final CommandScreen screen;

    AnswerStream(CommandScreen screen) {
        this.screen = screen;
    }

    int show(InputStream answer) throws IOException, Refusal {
        var lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, Object> event = event(line);
                if (event.get("exit") instanceof Long code) {
                    return code.intValue();
                }
                show(event);
                if (screen.isUnread()) {
                    return ExitCode.FAILED; // Whoever read this has left, as in a pipe into head.
                }
            }
        } finally {
            screen.end();
        }
        throw Refusal.failed("the peer broke off its answer", "see whether it still runs with: myrmex status");
    }

    private void show(Map<String, Object> event) {
        if (event.get("out") instanceof String text) {
            screen.out(text);
        } else if (event.get("err") instanceof String text) {
            screen.err(text);
        } else if (event.get("progress") instanceof Map<?, ?> state) {
            screen.progress(state);
        }
    }

    private static Map<String, Object> event(String line) throws IOException, Refusal {
        try (JsonParser parser = Json.FACTORY.createParser(line)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return Json.object(parser);
            }
        } catch (JsonProcessingException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static Refusal unreadable() {
        return Refusal.failed("the peer's answer is no JSON", "use a launcher of the peer's own version");
    }
}
