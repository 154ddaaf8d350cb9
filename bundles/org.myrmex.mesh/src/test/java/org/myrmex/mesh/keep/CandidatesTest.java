package org.myrmex.mesh.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myrmex.mesh.keep.House.network;
import static org.myrmex.mesh.keep.House.peer;

import org.junit.jupiter.api.Test;
import org.myrmex.mesh.flow.SipHash;

/** What stays in the table when it is full. */
class CandidatesTest {
    private final SipHash key = new SipHash(1, 2);
    private final Candidates candidates =
            new Candidates(network -> key.of(network.name().hashCode()));

    private void found(int number) {
        candidates.found(peer(number), network(peer(number)), "known");
    }

    private boolean heard(int number, String teller) {
        return candidates.heard(peer(number), network(peer(number)), "hostcatcher", teller);
    }

    @Test
    void aPlaceIsOneCandidateWhoeverIsSaidToBeThere() {
        candidates.found(peer("20.0.0.1", 1, 1), network(peer(1)), "known");
        candidates.found(peer("20.0.0.1", 1, 2), network(peer(1)), "known");
        candidates.heard(peer("20.0.0.1", 1, 3), network(peer(1)), "hostcatcher", "x");
        assertEquals(1, candidates.all().size());
        assertFalse(candidates.at(peer("20.0.0.1", 1, 9)).isHearsay(), "a word takes nothing from what was found");
    }

    @Test
    void manyWordsOfManyTellersLeaveTheFoundOnesAndAHundredAndTwentyEight() {
        for (int number = 0; number < 100; number++) {
            found(number);
        }
        for (int number = 0; number < 100_000; number++) {
            heard(1000 + number % 60_000, "teller " + number % 9973);
        }
        assertEquals(100 + Candidates.MAX_HEARSAY, candidates.all().size());
        for (int number = 0; number < 100; number++) {
            assertNotNull(candidates.at(peer(number)));
        }
    }

    @Test
    void theTableHasACapOfWhatWasFoundToo() {
        for (int number = 0; number < 1000; number++) {
            found(number);
        }
        assertEquals(Candidates.MAX, candidates.all().size());
        assertNotNull(candidates.at(peer(999)), "what is found today has room");
        assertFalse(heard(5000, "x"), "and a word takes no place of theirs");
        assertTrue(named(6000));
        assertNotNull(candidates.at(peer(6000)), "the operator's have a place");
        assertEquals(Candidates.MAX + 1, candidates.all().size());
    }

    private boolean named(int number) {
        return candidates.named(peer(number), network(peer(number)), Candidate.OPERATOR);
    }

    @Test
    void whatTheOperatorNamesHasACapAndStays() {
        for (int number = 0; number < 1000; number++) {
            assertEquals(number < Candidates.MAX_NAMED, named(number));
        }
        assertTrue(named(0), "once more is no other");
        for (int number = 1000; number < 2000; number++) {
            found(number);
        }
        assertEquals(Candidates.MAX_NAMED + Candidates.MAX, candidates.all().size());
        assertTrue(candidates.at(peer(7)).isOperators());
    }

    @Test
    void whoFailedMostMakesRoomForWhatIsFoundToday() {
        for (int number = 0; number < Candidates.MAX; number++) {
            found(number);
        }
        candidates.at(peer(7)).dialled(1);
        candidates.at(peer(7)).dialling = false;
        found(500);
        assertNull(candidates.at(peer(7)));
        assertNotNull(candidates.at(peer(500)));
    }

    @Test
    void whomTheOperatorNamesWhileHeIsDialledIsNotDialledTwice() {
        found(1);
        candidates.at(peer(1)).dialled(5);
        assertTrue(named(1));
        assertTrue(candidates.at(peer(1)).dialling);
        assertEquals(5, candidates.at(peer(1)).dialledMicros);
    }

    @Test
    void whatIsFoundTakesThePlaceOfAWord() {
        for (int number = 0; number < Candidates.MAX_HEARSAY; number++) {
            assertTrue(heard(number, "teller " + number));
        }
        for (int number = 1000; number < 1000 + Candidates.MAX; number++) {
            found(number);
        }
        assertEquals(Candidates.MAX, candidates.all().size());
        assertTrue(candidates.all().stream().noneMatch(Candidate::isHearsay));
    }

    @Test
    void sixteenOnOnesWord() {
        for (int number = 0; number < 100; number++) {
            assertEquals(number < Candidates.MAX_OF_TELLER, heard(number, "x"));
        }
        assertTrue(heard(200, "y"), "another's word is another");
    }

    @Test
    void whoFillsTheTableCannotSayWhoStaysInIt() {
        assertTrue(heard(0, "honest"));
        int stays = 0;
        for (int trial = 0; trial < 100; trial++) {
            SipHash other = new SipHash(trial, 77);
            Candidates table = new Candidates(network -> other.of(network.name().hashCode()));
            table.heard(peer(0), network(peer(0)), "hostcatcher", "honest");
            for (int number = 1; number < 4 * Candidates.MAX_HEARSAY; number++) {
                table.heard(peer(number), network(peer(number)), "hostcatcher", "liar " + number);
            }
            stays += table.at(peer(0)) == null ? 0 : 1;
        }
        assertEquals(25, stays, 13, "one place in four, and three deviations");
    }

    @Test
    void ourOwnSourcesThatEchoALinkMakeNoKnowledgeOfAWord() {
        heard(1, "x");
        candidates.at(peer(1)).linked();
        found(1);
        assertTrue(candidates.at(peer(1)).isHearsay(), "they have it from us");
        candidates.at(peer(1)).known();
        assertFalse(candidates.at(peer(1)).isHearsay());
        heard(2, "x");
        found(2);
        assertFalse(candidates.at(peer(2)).isHearsay(), "of this one they do not");
    }

    @Test
    void whoIsLinkedStaysInTheTable() {
        found(1);
        candidates.at(peer(1)).linked();
        heard(2, "x");
        candidates.at(peer(2)).linked();
        for (int number = 1000; number < 2000; number++) {
            found(number);
        }
        assertNotNull(candidates.at(peer(1)));
        assertNotNull(candidates.at(peer(2)));
    }

    @Test
    void whoFailedGoesFirst() {
        for (int number = 0; number < Candidates.MAX_HEARSAY; number++) {
            heard(number, "teller " + number);
        }
        candidates.at(peer(7)).dialled(1);
        candidates.at(peer(7)).dialling = false;
        heard(500, "x");
        assertNull(candidates.at(peer(7)));
    }

    @Test
    void whoIsBeingDialledStays() {
        for (int number = 0; number < Candidates.MAX_HEARSAY; number++) {
            heard(number, "teller " + number);
            candidates.at(peer(number)).dialled(1);
        }
        for (int number = 500; number < 2000; number++) {
            heard(number, "teller " + number);
        }
        for (int number = 0; number < Candidates.MAX_HEARSAY; number++) {
            assertNotNull(candidates.at(peer(number)));
        }
        assertTrue(candidates.all().size() <= Candidates.MAX);
    }
}
