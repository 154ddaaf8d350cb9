package org.myrmex.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.AddressRecord;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.testkit.fuzz.Seeds;

class QueryBodyFuzzTest {
    /** Whatever is read is written back as it was: there is one way only to write a query. */
    @FuzzTest(maxDuration = "10s")
    void whatIsReadIsWrittenBackAsItWas(FuzzedDataProvider data) {
        byte version = data.consumeByte();
        boolean whole = data.consumeBoolean();
        byte[] body = body(version, whole, data.consumeRemainingAsBytes());
        QueryBody.decode(body, asker(body)).ifPresent(query -> assertArrayEquals(body, query.encode()));
    }

    /** The bytes as they are, or what follows the keys of somebody. */
    private static byte[] body(byte version, boolean whole, byte[] rest) {
        byte[] body = new byte[whole ? QueryBody.LENGTH : Math.min(rest.length, 2 * QueryBody.LENGTH)];
        int at = whole ? 1 + QueryBody.NONCE_BYTES + AddressRecord.LENGTH : 0;
        System.arraycopy(rest, 0, body, at, Math.min(rest.length, body.length - at));
        if (whole) {
            body[0] = version;
        }
        return body;
    }

    private static VirtualAddress asker(byte[] body) {
        byte[] keys = Arrays.copyOfRange(Arrays.copyOf(body, QueryBody.LENGTH), 17, 17 + AddressRecord.LENGTH);
        return AddressKeys.addressOf(
                new AddressRecord(Arrays.copyOf(keys, 32), Arrays.copyOfRange(keys, 32, keys.length)));
    }

    /** From the end of the bytes: the version, and whether they are a whole body. */
    private static Optional<QueryBody> query(byte[] seed) {
        boolean whole = (seed[seed.length - 2] & 1) == 1;
        byte[] body = body(seed[seed.length - 1], whole, Arrays.copyOf(seed, seed.length - 2));
        return QueryBody.decode(body, asker(body));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "whatIsReadIsWrittenBackAsItWas", QueryBodyFuzzTest::query);
    }
}
