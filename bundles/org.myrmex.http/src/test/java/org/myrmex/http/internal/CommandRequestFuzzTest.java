package org.myrmex.http.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class CommandRequestFuzzTest {
    /** Whatever the bytes are: a call within its limits, or the one exception. */
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreACallOrARefusal(byte[] bytes) {
        try {
            CommandRequest request = CommandRequest.read(bytes);
            if (request.args().size() > CommandRequest.MAX_ARGS
                    || request.columns() < 1
                    || request.cwd().filter(cwd -> !Path.of(cwd).isAbsolute()).isPresent()) {
                throw new AssertionError("out of its limits: " + request);
            }
        } catch (BadRequestException e) {
            if (e.getMessage().lines().count() != 1) {
                throw new AssertionError("not one line", e);
            }
        }
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anyBytesAreACallOrARefusal", CommandRequest::read);
    }
}
