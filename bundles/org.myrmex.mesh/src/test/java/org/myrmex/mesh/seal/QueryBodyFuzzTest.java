package org.myrmex.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.myrmex.api.routing.AddressRecord;

class QueryBodyFuzzTest {
    /** Whatever is read is written back as it was: there is one way only to write a query. */
    @FuzzTest(maxDuration = "10s")
    void whatIsReadIsWrittenBackAsItWas(FuzzedDataProvider data) {
        byte[] nonceAndKeys = new byte[1 + QueryBody.NONCE_BYTES + AddressRecord.LENGTH];
        nonceAndKeys[0] = data.consumeByte();
        boolean whole = data.consumeBoolean();
        byte[] rest = data.consumeRemainingAsBytes();
        byte[] body = new byte[whole ? QueryBody.LENGTH : Math.min(rest.length, 2 * QueryBody.LENGTH)];
        if (whole) {
            System.arraycopy(nonceAndKeys, 0, body, 0, nonceAndKeys.length);
            System.arraycopy(
                    rest, 0, body, nonceAndKeys.length, Math.min(rest.length, body.length - nonceAndKeys.length));
        } else {
            System.arraycopy(rest, 0, body, 0, body.length);
        }
        AddressRecord record = new AddressRecord(
                Arrays.copyOfRange(Arrays.copyOf(body, QueryBody.LENGTH), 17, 49),
                Arrays.copyOfRange(Arrays.copyOf(body, QueryBody.LENGTH), 49, 1265));
        QueryBody.decode(body, AddressKeys.addressOf(record))
                .ifPresent(query -> assertArrayEquals(body, query.encode()));
    }
}
