package org.myrmex.discovery.hostcache.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.api.discovery.PeerRecord;
import org.myrmex.discovery.hostcache.fakes.ManualClock;
import org.myrmex.discovery.hostcache.fakes.Records;

class PeerListTest {
    private final List<PeerRecord> records = List.of(
            Records.of(1, "192.0.2.1", ManualClock.TODAY),
            Records.of(2, "2001:db8::2", ManualClock.TODAY),
            Records.of(3, "127.0.0.3", ManualClock.TODAY));

    @Test
    void whatIsWrittenIsRead() {
        assertEquals(Optional.of(new PeerList(records, 0)), PeerList.decode(PeerList.encode(records)));
        assertEquals(Optional.of(new PeerList(List.of(), 0)), PeerList.decode(PeerList.encode(List.of())));
    }

    @Test
    void aBitThatIsAnotherMakesThatRecordOneThatIsNotSigned() {
        byte[] list = PeerList.encode(records);
        int length = records.get(2).encode().length;
        for (int fromEnd = 1; fromEnd <= length; fromEnd++) {
            assertEquals(
                    Optional.of(new PeerList(records.subList(0, 2), 1)),
                    PeerList.decode(Records.flipped(list, fromEnd)));
        }
    }

    @Test
    void aRecordUnderAnotherKeyIsNotSigned() {
        byte[] list = PeerList.encode(records);
        byte[] other = Records.of(4).encode();
        // the key stands before the signature, both at the end
        System.arraycopy(other, other.length - 96, list, list.length - 96, 32);
        assertEquals(Optional.of(new PeerList(records.subList(0, 2), 1)), PeerList.decode(list));
    }

    @Test
    void whatIsCutOffOrHasMoreIsNoList() {
        byte[] list = PeerList.encode(records);
        for (int length = 0; length < list.length; length++) {
            assertEquals(Optional.empty(), PeerList.decode(Arrays.copyOf(list, length)));
        }
        assertEquals(Optional.empty(), PeerList.decode(Arrays.copyOf(list, list.length + 1)));
    }

    @Test
    void theLongestFits() {
        List<PeerRecord> many = Collections.nCopies(PeerList.MAX_RECORDS, records.get(0));
        byte[] list = PeerList.encode(many);
        assertTrue(list.length <= PeerList.MAX_BYTES);
        assertEquals(many, PeerList.decode(list).orElseThrow().records());
        assertThrows(
                IllegalArgumentException.class,
                () -> PeerList.encode(Collections.nCopies(PeerList.MAX_RECORDS + 1, records.get(0))));
    }
}
