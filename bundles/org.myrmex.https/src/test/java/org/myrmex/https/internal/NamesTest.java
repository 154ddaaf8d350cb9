package org.myrmex.https.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void aServerAtAllAddressesIsCalledByThoseThatLast() throws Exception {
        Names names = Names.of("0.0.0.0", List.of());
        assertTrue(names.addresses().containsAll(List.of("127.0.0.1", "0:0:0:0:0:0:0:1")));
        assertTrue(
                names.addresses().stream().noneMatch(address -> address.startsWith("fe80") || address.contains("%")));
        assertEquals(names, Names.of("", List.of()));
    }

    @Test
    void aNameCountsInWhateverCase() throws Exception {
        assertEquals(
                new TreeSet<>(List.of("localhost", "peer.example")),
                Names.of("Peer.Example", List.of(" PEER.example ")).hosts());
    }
}
