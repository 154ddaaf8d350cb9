package org.myrmex.http.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of a command call: {@code {"args":[…],"cwd":"/abs","tty":false,"columns":80}}, all keys optional, no others.
 *
 * @param cwd absolute
 */
record CommandRequest(List<String> args, Optional<String> cwd, boolean tty, int columns) {
    /** Bytes of a body. */
    static final int MAX_BYTES = 1 << 20;
    /** Arguments of a call. */
    static final int MAX_ARGS = 1_000;

    private static final int BAD = 400;
    private static final int DEFAULT_COLUMNS = 80;
    private static final int MAX_COLUMNS = 1_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws BadRequestException when it is anything else */
    static CommandRequest read(byte[] body) throws BadRequestException {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw bad("the body is one JSON object");
            }
            CommandRequest request = members(parser);
            if (parser.nextToken() != null) {
                throw bad("there is something after the closing brace");
            }
            return request;
        } catch (IOException e) {
            // Its message quotes the body: not for a log, and the place is enough for the sender.
            throw bad("the body is no JSON");
        }
    }

    private static CommandRequest members(JsonParser parser) throws IOException, BadRequestException {
        List<String> args = List.of();
        Optional<String> cwd = Optional.empty();
        boolean tty = false;
        int columns = DEFAULT_COLUMNS;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "args" -> args = args(parser, value);
                case "cwd" -> cwd = Optional.of(cwd(parser, value));
                case "tty" -> tty = tty(value);
                case "columns" -> columns = columns(parser, value);
                default -> throw bad("the body has args, cwd, tty and columns, and nothing else");
            }
        }
        return new CommandRequest(args, cwd, tty, columns);
    }

    private static List<String> args(JsonParser parser, JsonToken value) throws IOException, BadRequestException {
        if (value != JsonToken.START_ARRAY) {
            throw bad("args is a list of strings");
        }
        List<String> args = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw bad("args is a list of strings");
            }
            if (args.size() == MAX_ARGS) {
                throw bad("args has at most " + MAX_ARGS + " strings");
            }
            args.add(parser.getText());
        }
        return List.copyOf(args);
    }

    private static String cwd(JsonParser parser, JsonToken value) throws IOException, BadRequestException {
        try {
            if (value == JsonToken.VALUE_STRING && Path.of(parser.getText()).isAbsolute()) {
                return parser.getText();
            }
        } catch (InvalidPathException e) {
            throw bad("cwd is an absolute path");
        }
        throw bad("cwd is an absolute path");
    }

    private static boolean tty(JsonToken value) throws BadRequestException {
        if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
            throw bad("tty is true or false");
        }
        return value == JsonToken.VALUE_TRUE;
    }

    private static int columns(JsonParser parser, JsonToken value) throws IOException, BadRequestException {
        if (value != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() != JsonParser.NumberType.INT) {
            throw bad("columns is a whole number");
        }
        return Math.max(1, Math.min(MAX_COLUMNS, parser.getIntValue()));
    }

    private static BadRequestException bad(String why) {
        return new BadRequestException(BAD, why);
    }
}
