package org.myrmex.discovery.known.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class PeersJsonFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void aFileIsReadOrDamaged(byte[] bytes) throws IOException {
        List<KnownPeer> peers;
        try {
            peers = PeersJson.read(bytes);
        } catch (IOException damaged) {
            return;
        }
        assertEquals(peers, PeersJson.read(PeersJson.write(peers)));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "aFileIsReadOrDamaged", PeersJson::read);
    }
}
