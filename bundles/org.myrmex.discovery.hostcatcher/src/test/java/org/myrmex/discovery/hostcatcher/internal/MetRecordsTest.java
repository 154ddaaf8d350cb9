package org.myrmex.discovery.hostcatcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myrmex.api.transport.Realm;
import org.myrmex.discovery.hostcatcher.caught.Met;

class MetRecordsTest {
    private static final Met.Peer<Signed> PEER = new Met.Peer<>(
            new Signed(new Town(20_000)
                    .build("2001:db8:0:0:0:0:0:1", true)
                    .own(Realm.PUBLIC)
                    .get(0)),
            true,
            false);

    @Test
    void oneWhoseSignatureIsWrongIsDamage() throws IOException {
        byte[] bytes = MetRecords.write(List.of(PEER));
        assertEquals(List.of(PEER), MetRecords.read(bytes));
        bytes[bytes.length - 1] ^= 1;
        assertThrows(IOException.class, () -> MetRecords.read(bytes));
    }

    @Test
    void morePeersThanAreEverStoredAreDamage() throws IOException {
        List<Met.Peer<Signed>> peers = new ArrayList<>(Collections.nCopies(Met.MAX_PEERS, PEER));
        assertEquals(peers, MetRecords.read(MetRecords.write(peers)));
        peers.add(PEER);
        byte[] tooMany = MetRecords.write(peers);
        assertThrows(IOException.class, () -> MetRecords.read(tooMany));
    }
}
