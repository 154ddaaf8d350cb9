package org.myrmex.discovery.hostcatcher.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.discovery.hostcatcher.caught.Met;
import org.myrmex.testkit.fuzz.Seeds;

class MetRecordsFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void aFileIsReadOrDamaged(byte[] bytes) throws IOException {
        List<Met.Peer<Signed>> peers;
        try {
            peers = MetRecords.read(bytes);
        } catch (IOException damaged) {
            return;
        }
        assertArrayEquals(bytes, MetRecords.write(peers));
        assertEquals(peers, MetRecords.read(MetRecords.write(peers)));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "aFileIsReadOrDamaged", MetRecords::read);
    }
}
