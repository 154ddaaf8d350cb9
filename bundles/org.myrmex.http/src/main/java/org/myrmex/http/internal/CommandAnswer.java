package org.myrmex.http.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a command call: one JSON object a line, sent at once. A line that cannot be sent means that the caller has
 * gone.
 */
final class CommandAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(CommandAnswer.class);
    private static final JsonFactory JSON = new JsonFactory();

    private final OutputStream out;
    private volatile boolean gone;

    CommandAnswer(OutputStream out) {
        this.out = out;
    }

    void out(String line) {
        send(json -> json.writeStringField("out", line));
    }

    void err(String line) {
        send(json -> json.writeStringField("err", line));
    }

    /** @param progress label, done, total, unit */
    void progress(Map<String, Object> progress) {
        send(json -> {
            json.writeObjectFieldStart("progress");
            for (Map.Entry<String, Object> entry : progress.entrySet()) {
                if (entry.getValue() instanceof Number number) {
                    json.writeNumberField(entry.getKey(), number.longValue());
                } else {
                    json.writeStringField(entry.getKey(), String.valueOf(entry.getValue()));
                }
            }
            json.writeEndObject();
        });
    }

    void exit(int code) {
        send(json -> json.writeNumberField("exit", code));
    }

    boolean gone() {
        return gone;
    }

    private interface Member {
        void write(JsonGenerator json) throws IOException;
    }

    private synchronized void send(Member member) {
        if (gone) {
            return;
        }
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            try (JsonGenerator json = JSON.createGenerator(line)) {
                json.writeStartObject();
                member.write(json);
                json.writeEndObject();
            }
            line.write('\n');
            line.writeTo(out);
            out.flush();
        } catch (IOException e) {
            LOG.debug("the caller of a command has gone: {}", e.getMessage());
            gone = true;
        }
    }
}
