package org.myrmex.discovery.hostcache.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class PeerListFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAListOrNone(byte[] bytes) {
        accepted(bytes);
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anyBytesAreAListOrNone", PeerListFuzzTest::accepted);
    }

    /** Seeds of a list with a changed record are taken: that it is refused for it is the reader's business. */
    private static boolean accepted(byte[] bytes) {
        Optional<PeerList> list = PeerList.decode(bytes);
        list.filter(read -> read.unsigned() == 0)
                .ifPresent(read -> assertArrayEquals(bytes, PeerList.encode(read.records())));
        return list.isPresent();
    }
}
