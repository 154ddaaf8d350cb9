package org.myrmex.https.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @Test
    void aServerAtAllAddressesIsCalledByThoseThatMeanNothingElsewhere() throws Exception {
        Names names = Names.of("0.0.0.0", List.of());
        assertTrue(names.addresses().containsAll(List.of("127.0.0.1", "0:0:0:0:0:0:0:1")));
        for (String address : names.addresses()) {
            InetAddress parsed = InetAddress.getByName(address);
            assertTrue(parsed.isLoopbackAddress() || Names.isPrivate(parsed), address);
        }
        assertEquals(names, Names.of("", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "172.16.0.1", "192.168.1.1", "fd00::1"})
    void theseAre(String address) throws Exception {
        assertTrue(Names.isPrivate(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.1", "100.64.0.1", "169.254.0.1", "172.32.0.1", "2001:db8::1", "fe80::1", "fec0::1"})
    void theseAreNot(String address) throws Exception {
        assertFalse(Names.isPrivate(InetAddress.getByName(address)));
    }

    @Test
    void theAddressWhereItIsBoundIsKnownToWhoeverReachesIt() throws Exception {
        assertEquals(
                new TreeSet<>(List.of("0:0:0:0:0:0:0:1", "127.0.0.1", "192.0.2.1")),
                Names.of("192.0.2.1", List.of()).addresses());
    }

    @Test
    void aNameCountsInWhateverCase() throws Exception {
        assertEquals(
                new TreeSet<>(List.of("localhost", "peer.example")),
                Names.of("Peer.Example", List.of(" PEER.example ")).hosts());
    }
}
