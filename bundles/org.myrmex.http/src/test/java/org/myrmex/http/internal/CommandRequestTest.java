package org.myrmex.http.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRequestTest {
    @Test
    void readsACall() throws Exception {
        assertEquals(
                new CommandRequest(List.of("ü", "--json"), Optional.of("/tmp"), true, 120),
                read("{\"args\":[\"ü\",\"--json\"],\"cwd\":\"/tmp\",\"tty\":true,\"columns\":120}"));
        assertEquals(new CommandRequest(List.of(), Optional.empty(), false, 80), read("{}"));
    }

    @Test
    void columnsStayWithinReason() throws Exception {
        assertEquals(1, read("{\"columns\":-5}").columns());
        assertEquals(1_000, read("{\"columns\":2000000000}").columns());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}x",
                "{}{}",
                "{\"args\":\"a\"}",
                "{\"args\":[1]}",
                "{\"args\":[\"a\"],\"args\":[]}",
                "{\"cwd\":\"relative\"}",
                "{\"cwd\":\"/a\\u0000\"}",
                "{\"cwd\":null}",
                "{\"tty\":1}",
                "{\"columns\":1.5}",
                "{\"columns\":99999999999}",
                "{\"more\":1}"
            })
    void whatIsNoCallIsRefusedInOneLine(String body) {
        BadRequestException refused = assertThrows(BadRequestException.class, () -> read(body));
        assertEquals(400, refused.status());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void tooManyArgumentsAreRefused() {
        String args = "\"a\",".repeat(CommandRequest.MAX_ARGS) + "\"a\"";
        assertThrows(BadRequestException.class, () -> read("{\"args\":[" + args + "]}"));
    }

    private static CommandRequest read(String body) throws BadRequestException {
        return CommandRequest.read(body.getBytes(UTF_8));
    }
}
