package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SipHashTest {
    @Test
    void givesThePublishedHashOfEightBytes() {
        // key 00 to 0f, message 00 to 07: the vector for length 8 of the reference implementation
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertEquals(0x93f5f5799a932462L, hash.of(0x0706050403020100L));
    }

    @Test
    void doesNotTellItsKey() {
        assertEquals("SipHash", new SipHash(1, 2).toString());
    }
}
