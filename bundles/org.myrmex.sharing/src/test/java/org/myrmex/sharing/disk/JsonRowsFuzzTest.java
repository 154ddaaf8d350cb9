package org.myrmex.sharing.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class JsonRowsFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void aFileIsReadOrDamaged(byte[] bytes) throws IOException {
        List<Map<String, String>> rows;
        try {
            rows = JsonRows.read(bytes);
        } catch (IOException damaged) {
            return;
        }
        assertEquals(rows, JsonRows.read(JsonRows.write(rows)));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "aFileIsReadOrDamaged", JsonRows::read);
    }
}
