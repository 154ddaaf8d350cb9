package org.myrmex.http.internal;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class RequestPathFuzzTest {
    private static final String[] SCHEMES = {"Basic ", "Bearer ", ""};

    /** Whatever is let through has as many names as slashes, and none of them leads anywhere else. */
    @FuzzTest(maxDuration = "10s")
    void whatIsLetThroughHasOneMeaning(FuzzedDataProvider data) {
        String raw = "/" + data.consumeRemainingAsString();
        RequestPath.parse(raw).ifPresent(path -> {
            String[] names = path.substring(1).split("/", -1);
            if (names.length != raw.substring(1).split("/", -1).length) {
                throw new AssertionError("other names than were sent: " + path);
            }
            for (String name : names) {
                if (name.equals(".") || name.equals("..") || name.chars().anyMatch(c -> c < 0x20)) {
                    throw new AssertionError("a name of two meanings: " + path);
                }
            }
        });
    }

    /** Whatever the header is: a user without a colon, or nothing. */
    @FuzzTest(maxDuration = "10s")
    void anyHeaderIsACredentialOrNone(FuzzedDataProvider data) {
        Credentials.parse(data.pickValue(SCHEMES) + data.consumeRemainingAsString())
                .flatMap(Credentials::user)
                .filter(user -> user.contains(":"))
                .ifPresent(user -> {
                    throw new AssertionError("the user ends at the first colon: " + user);
                });
    }

    /** The last byte is the scheme's. */
    private static Optional<Credentials> credentials(byte[] seed) {
        int last = seed.length - 1;
        return Credentials.parse(SCHEMES[seed[last] % SCHEMES.length] + Seeds.text(Arrays.copyOf(seed, last)));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(
                getClass(), "whatIsLetThroughHasOneMeaning", seed -> RequestPath.parse("/" + Seeds.text(seed)));
        Seeds.areWhatTheySay(getClass(), "anyHeaderIsACredentialOrNone", RequestPathFuzzTest::credentials);
    }
}
