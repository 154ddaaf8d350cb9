package org.myrmex.discovery.lan.heard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerId;
import org.myrmex.testkit.fuzz.Seeds;

class TextRecordFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anIdIsReadOrNone(byte[] record) {
        Optional<PeerId> id = TextRecord.read(record);
        id.ifPresent(named -> assertEquals(id, TextRecord.read(TextRecord.write(named))));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anIdIsReadOrNone", TextRecord::read);
    }
}
