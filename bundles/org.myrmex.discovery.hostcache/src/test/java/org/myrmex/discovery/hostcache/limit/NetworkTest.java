package org.myrmex.discovery.hostcache.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void publicAddressesAreTakenByTheirFirstBytes() {
        assertEquals(Network.ofPublic(bytes(192, 0, 2, 1)), Network.ofPublic(bytes(192, 0, 2, 254)));
        assertNotEquals(Network.ofPublic(bytes(192, 0, 2, 1)), Network.ofPublic(bytes(192, 0, 3, 1)));
        assertEquals(Network.ofPublic(ipv6(6, 1)), Network.ofPublic(ipv6(6, 2)));
        assertNotEquals(Network.ofPublic(ipv6(5, 1)), Network.ofPublic(ipv6(5, 2)));
    }

    @Test
    void localOnesAreEachSomebodyElse() {
        assertEquals(Network.ofLocal(bytes(127, 0, 0, 1)), Network.ofLocal(bytes(127, 0, 0, 1)));
        assertNotEquals(Network.ofLocal(bytes(127, 0, 0, 1)), Network.ofLocal(bytes(127, 0, 0, 2)));
        assertNotEquals(Network.ofLocal(ipv6(15, 1)), Network.ofLocal(ipv6(15, 2)));
    }

    /** An address whose bytes are all 1 but one. */
    private static byte[] ipv6(int place, int value) {
        byte[] address = new byte[16];
        Arrays.fill(address, (byte) 1);
        address[place] = (byte) value;
        return address;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
