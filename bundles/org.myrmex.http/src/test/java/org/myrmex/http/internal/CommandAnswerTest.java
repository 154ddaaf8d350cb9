package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandAnswerTest {
    @Test
    void everythingIsOneObjectALine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CommandAnswer answer = new CommandAnswer(bytes);
        answer.out("a \"quoted\" line\nthat is none");
        answer.err("ü");
        Map<String, Object> progress = new LinkedHashMap<>();
        progress.put("label", "fetching");
        progress.put("done", 5L);
        answer.progress(progress);
        answer.exit(0);
        assertEquals(
                List.of(
                        "{\"out\":\"a \\\"quoted\\\" line\\nthat is none\"}",
                        "{\"err\":\"ü\"}",
                        "{\"progress\":{\"label\":\"fetching\",\"done\":5}}",
                        "{\"exit\":0}"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
        assertFalse(answer.gone());
    }

    @Test
    void aLineThatCannotBeSentMeansThatTheCallerHasGone() {
        CommandAnswer answer = new CommandAnswer(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        });
        answer.out("hello");
        assertTrue(answer.gone());
        answer.exit(0);
    }
}
