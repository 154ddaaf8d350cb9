package org.myrmex.mesh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.PeerAddress;
import org.myrmex.testkit.fuzz.Seeds;

class AnchorsFileFuzzTest {
    /** Whatever the file holds: addresses that can be dialled, or nothing. */
    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAnchorsOrDamaged(byte[] bytes) {
        Optional<List<PeerAddress>> read = AnchorsFile.decode(bytes);
        read.ifPresent(anchors -> assertEquals(read, AnchorsFile.decode(AnchorsFile.encode(anchors))));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anyBytesAreAnchorsOrDamaged", bytes -> AnchorsFile.decode(bytes)
                .orElseThrow());
    }
}
