package org.myrmex.lab.eclipse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers that join, besieged or not. */
class SiegeTest {
    private static final int PEERS = 30;

    private static Situation situation(Attack attack, Joining joining, double hostile, Defence... without) {
        return new Situation(PEERS, hostile, 0, attack, joining, 10, 15, 1, -1, List.of(without));
    }

    @Test
    void amongHonestPeersEverybodyHasNeighboursAndAllAreConnected() {
        for (long seed = 1; seed <= 3; seed++) {
            Siege.Result result = Siege.run(situation(Attack.POISON, Joining.HOSTCATCHER, 0), seed);
            for (Census census : result.censuses()) {
                assertEquals(PEERS + 1, census.honest());
                assertEquals(0, census.alone(), census::toString);
                assertEquals(0, census.eclipsed());
                assertEquals(0, census.hostileLinks());
                assertEquals(census.honest(), census.connected(), census::toString);
            }
            assertTrue(result.mostLinks() <= Situation.DEGREE);
        }
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void nobodyHasMoreThanFiveLinksWhateverHostilePeersDo(Attack attack) {
        Siege.Result result = Siege.run(situation(attack, Joining.HOSTCATCHER, 0.3), 4);
        assertTrue(result.mostLinks() <= Situation.DEGREE, result.mostLinks() + " links");
        result.censuses().forEach(census -> assertTrue(census.hostileLinks() > 0, census::toString));
    }

    @Test
    void aVictimIsDialledOnceAnHourByEachPeerAtMostUnlessItRestarts() {
        Siege.Result result = Siege.run(situation(Attack.REFLECT, Joining.HOSTCATCHER, 0.4), 5);
        assertEquals(1, result.mostInVain(), "it was dialled, and no more than once an hour");
    }

    @Test
    void theSameSeedGivesTheSameAndAnotherGivesAnother() {
        Situation situation = situation(Attack.CROWD, Joining.TWO_INVITES, 0.2);
        assertEquals(Siege.run(situation, 6), Siege.run(situation, 6));
        assertNotEquals(Siege.run(situation, 6).trace(), Siege.run(situation, 7).trace());
    }

    @ParameterizedTest
    @EnumSource(Defence.class)
    void eachDefenceDoesSomething(Defence defence) {
        assertNotEquals(
                Siege.run(situation(Attack.POISON, Joining.HOSTCATCHER, 0.2), 8).trace(),
                Siege.run(situation(Attack.POISON, Joining.HOSTCATCHER, 0.2, defence), 8)
                        .trace());
    }

    @Test
    void whoSharesANetworkIsNotManyNeighbours() {
        Situation spread = situation(Attack.POISON, Joining.HOSTCATCHER, 0.5);
        Situation packed =
                new Situation(PEERS, 0.5, 0, Attack.POISON, Joining.HOSTCATCHER, 10, 15, PEERS, -1, List.of());
        Census one = Siege.run(packed, 9).censuses().get(0);
        Census many = Siege.run(spread, 9).censuses().get(0);
        assertTrue(one.hostileLinks() <= 2 * one.honest(), one::toString);
        assertTrue(one.hostileLinks() < many.hostileLinks(), () -> one + " and " + many);
        assertEquals(0, one.eclipsed());
    }
}
