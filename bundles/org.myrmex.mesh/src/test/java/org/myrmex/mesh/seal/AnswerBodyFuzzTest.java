package org.myrmex.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.HexFormat;
import org.myrmex.api.routing.VirtualAddress;

class AnswerBodyFuzzTest {
    private static final AddressKeys ASKER = AddressKeys.fromSeed(new byte[32], new byte[] {1});
    private static final AddressKeys LIAR = AddressKeys.fromSeed(new byte[32], new byte[] {2});
    private static final byte[] QUERY_HASH = new byte[32];

    /** Of the answer that most seeds were made from by changing a byte: the fuzzer finds it again. */
    private static final String GENUINE = "3047d0b63172380a17f50ef0d1470bdddaadb094d8bd1d155e5e5d0ad1f514fe";

    @FuzzTest(maxDuration = "10s")
    void nonsenseOpensNothingAndThrowsNothing(FuzzedDataProvider data) {
        VirtualAddress from = VirtualAddress.of(Arrays.copyOf(data.consumeBytes(32), 32));
        byte[] body = data.consumeRemainingAsBytes();
        AnswerBody.open(ASKER, from, QUERY_HASH, body)
                .ifPresent(opened -> assertEquals(GENUINE, HexFormat.of().formatHex(opened.answerHash())));
    }

    /** With a right record and signature the fuzzer reaches the encapsulation and the seal. */
    @FuzzTest(maxDuration = "10s")
    void signedNonsenseOpensNothingAndThrowsNothing(FuzzedDataProvider data) {
        int length = data.consumeBoolean() ? AnswerBody.SMALL : AnswerBody.LARGE;
        byte[] rest = data.consumeRemainingAsBytes();
        byte[] body = new byte[length];
        body[0] = 1;
        System.arraycopy(LIAR.compact().ed(), 0, body, 1, 32);
        System.arraycopy(LIAR.compact().xwHash(), 0, body, 33, 32);
        System.arraycopy(rest, 0, body, 65, Math.min(rest.length, length - 65 - 64));
        byte[] answerHash = Hashes.sha256(
                Hashes.label("myrmex/1 answer"),
                LIAR.address().bytes(),
                ASKER.address().bytes(),
                QUERY_HASH,
                Hashes.sha256(body, 1, length - 65));
        System.arraycopy(LIAR.sign(answerHash), 0, body, length - 64, 64);
        assertFalse(AnswerBody.open(ASKER, LIAR.address(), QUERY_HASH, body).isPresent());
    }
}
