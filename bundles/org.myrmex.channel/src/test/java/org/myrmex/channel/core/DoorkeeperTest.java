package org.myrmex.channel.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.channel.core.Doorkeeper.Admission;
import org.myrmex.channel.core.Doorkeeper.Visit;

/** Who is let in, how often, and how many. */
class DoorkeeperTest {
    private static final VirtualAddress OWN = VirtualAddress.of(Given.field(1, 32));

    private final Doorkeeper doorkeeper = new Doorkeeper();

    @Test
    void anAcceptIsRepeatedSixteenTimes() {
        Visit visit = admitted(0, 1, 1);
        assertInstanceOf(Admission.Refused.class, admit(0, 1, 1), "being worked on");
        assertTrue(doorkeeper.proven(visit));
        doorkeeper.accepted(visit, new byte[] {7});
        for (int i = 0; i < Doorkeeper.REPEATS; i++) {
            assertArrayEquals(
                    new byte[] {7},
                    assertInstanceOf(Admission.Repeat.class, admit(1, 1, 1)).accept());
        }
        assertInstanceOf(Admission.Refused.class, admit(1, 1, 1));
    }

    @Test
    void aSidIsGoodForOneChannel() {
        Visit visit = admitted(0, 1, 1);
        assertTrue(doorkeeper.proven(visit));
        doorkeeper.done(visit);

        assertInstanceOf(Admission.Refused.class, admit(5_000_000, 1, 1));
        assertInstanceOf(Admission.Refused.class, admit(600_000_000, 1, 1));
        assertInstanceOf(Admission.Admitted.class, admit(0, 1, 2));
    }

    @Test
    void aSidThatWasNeverProvenIsNotUsedUp() {
        doorkeeper.done(admitted(0, 1, 1));
        assertInstanceOf(Admission.Admitted.class, admit(0, 1, 1));
    }

    @Test
    void halfOpenChannelsAreBoundedByPairAndInAll() {
        for (int peer = 0; peer < 8; peer++) {
            for (int sid = 0; sid < 8; sid++) {
                admitted(0, peer, sid);
            }
            assertInstanceOf(Admission.Refused.class, admit(0, peer, 9));
        }
        assertInstanceOf(Admission.Refused.class, admit(0, 100, 1));
        assertEquals(10_000_000, doorkeeper.nextWakeUp());
        assertTrue(doorkeeper.expire(9_999_999).isEmpty());
        assertEquals(64, doorkeeper.expire(10_000_000).size());
        assertInstanceOf(Admission.Admitted.class, admit(10_000_000, 100, 1));
    }

    @Test
    void anAddressTakes256SidsAndIsForgottenWithIts() {
        for (int sid = 0; sid < Doorkeeper.SIDS_OF_AN_ADDRESS; sid++) {
            Visit visit = admitted(0, 1, sid);
            assertTrue(doorkeeper.proven(visit));
            doorkeeper.done(visit);
        }
        assertFalse(doorkeeper.proven(admitted(0, 1, 300)));

        doorkeeper.closed(OWN);
        assertInstanceOf(Admission.Admitted.class, admit(0, 1, 1));
    }

    @Test
    void whoIsProvenAfterTheAddressWasClosedIsNotLetIn() {
        Visit visit = admitted(0, 1, 1);
        doorkeeper.closed(OWN);
        assertFalse(doorkeeper.proven(visit));
    }

    private Visit admitted(long now, int peer, int sid) {
        return assertInstanceOf(Admission.Admitted.class, admit(now, peer, sid)).visit();
    }

    private Admission admit(long now, int peer, int sid) {
        byte[] name = new byte[Packet.SID_BYTES];
        name[0] = (byte) sid;
        name[1] = (byte) (sid >> 8);
        Packet.Open open = new Packet.Open(name, new byte[1216], new byte[1120], new byte[32]);
        return doorkeeper.admit(now, OWN, VirtualAddress.of(Given.field(50 + peer, 32)), open);
    }
}
