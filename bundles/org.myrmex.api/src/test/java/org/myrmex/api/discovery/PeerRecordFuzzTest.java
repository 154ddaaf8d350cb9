package org.myrmex.api.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bytes are a record that reads back as it was written, or nothing. */
class PeerRecordFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreARecordOrNone(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        Optional<PeerRecord> record = PeerRecord.decode(ByteBuffer.wrap(bytes));
        record.ifPresent(read -> {
            assertTrue(read.encode().length <= PeerRecord.MAX_BYTES);
            assertTrue(read.address().id().isPresent() && read.address().port() > 0);
            assertEquals(read, PeerRecord.decode(ByteBuffer.wrap(read.encode())).orElseThrow());
        });
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Path seeds = Path.of(
                "src/test/resources/org/myrmex/api/discovery/PeerRecordFuzzTestInputs/anyBytesAreARecordOrNone");
        try (Stream<Path> files = Files.list(seeds)) {
            List<Path> all = files.toList();
            assertFalse(all.isEmpty());
            for (Path seed : all) {
                boolean read = PeerRecord.decode(ByteBuffer.wrap(Files.readAllBytes(seed)))
                        .isPresent();
                assertEquals(
                        !seed.getFileName().toString().startsWith("refused"),
                        read,
                        seed.getFileName().toString());
            }
        }
    }
}
