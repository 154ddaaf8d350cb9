package org.myrmex.lab.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.myrmex.lab.topology.NeighbourRules.Proposal;
import org.myrmex.lab.topology.NeighbourRules.Relink;

final class NeighbourRulesTest {
    private final SplittableRandom chance = new SplittableRandom(1);

    @Test
    void thoseWhoLostTheSameNodePairWithEachOther() {
        Members members = star(5, 8);
        Members.Loss loss = members.kill(0);
        List<Proposal> proposals = rules(0, Relink.LOST_PAIR).afterLoss(members, loss, chance);
        List<Integer> paired = new ArrayList<>();
        for (Proposal proposal : proposals) {
            paired.add(proposal.a());
            paired.add(proposal.b());
        }
        assertEquals(2, proposals.size(), "of five one is left over");
        assertEquals(
                4, paired.stream().distinct().filter(loss.bereft()::contains).count());
    }

    @Test
    void thoseWhoAreLinkedAlreadyPairWithOthers() {
        Members members = star(4, 8);
        members.link(new Proposal(1, 2, Proposal.Why.LOSS));
        members.link(new Proposal(3, 4, Proposal.Why.LOSS));
        List<Proposal> proposals = rules(0, Relink.LOST_PAIR).afterLoss(members, members.kill(0), chance);
        assertEquals(2, proposals.size());
        proposals.forEach(members::link); // a link that is there would throw
    }

    @Test
    void withTheRandomRuleEveryoneWhoLostALinkHasAnotherUpToTheCap() {
        Members members = new Members(TopologyKind.RANDOM.make(100, 4, chance).graph(), 8);
        Members.Loss loss = members.kill(7);
        rules(0, Relink.RANDOM).afterLoss(members, loss, chance).forEach(members::link);
        loss.bereft().forEach(node -> assertTrue(members.graph().degree(node) >= 4));
    }

    @Test
    void withNoRuleNothingHappens() {
        Members members = star(5, 8);
        assertEquals(List.of(), rules(0, Relink.NONE).afterLoss(members, members.kill(0), chance));
    }

    @Test
    void aRuleProposesAndChangesNothing() {
        Members members = star(5, 8);
        Members.Loss loss = members.kill(0);
        rules(2, Relink.LOST_PAIR).afterLoss(members, loss, chance);
        rules(2, Relink.LOST_PAIR).joining(members, 3, chance);
        assertEquals(0, members.graph().links());
    }

    @Test
    void aNewcomerLinksWithTheLastHostsOfTheCache() {
        Members members = new Members(new Graph(40), 8);
        int newcomer = members.add();
        List<Proposal> proposals = rules(0, Relink.NONE).joining(members, newcomer, chance);
        assertEquals(5, proposals.size());
        for (Proposal proposal : proposals) {
            assertTrue(proposal.b() >= 40 - Members.REMEMBERED, "host " + proposal.b());
        }
    }

    @Test
    void aNewcomerHasAsManyRandomFarPeersAsTheRulesSay() {
        Members members =
                new Members(TopologyKind.HOST_CACHE.make(500, 5, chance).graph(), 10);
        NeighbourRules rules = rules(2, Relink.NONE);
        int old = 0;
        for (int i = 0; i < 50; i++) {
            int newcomer = members.add();
            rules.joining(members, newcomer, chance).forEach(members::link);
            assertEquals(2, members.farPeers(newcomer));
            assertEquals(5, members.graph().degree(newcomer));
            for (int neighbour : members.graph().neighbours(newcomer)) {
                boolean far = members.isFar(newcomer, neighbour);
                old += far && neighbour < 480 ? 1 : 0;
            }
            members.announce(newcomer);
        }
        assertTrue(old > 70, "of 100 far peers " + old + " are none of those who came last");
    }

    @Test
    void aFarPeerSharesNoNeighbourWithWhoeverTakesIt() {
        Members members =
                new Members(TopologyKind.SMALL_WORLD.make(500, 5, chance).graph(), 10);
        NeighbourRules rules = new NeighbourRules(8, 10, 2, Relink.NONE);
        for (int node = 0; node < 50; node++) {
            for (Proposal proposal : rules.joining(members, node, chance)) {
                if (proposal.why() == Proposal.Why.FAR_PEER) {
                    assertFalse(members.haveCommonNeighbour(proposal.a(), proposal.b()));
                }
            }
        }
    }

    @Test
    void aLostFarPeerIsReplacedByAnother() {
        Members members = new Members(TopologyKind.RANDOM.make(100, 4, chance).graph(), 8);
        int newcomer = members.add();
        rules(1, Relink.NONE).joining(members, newcomer, chance).forEach(members::link);
        int farPeer = members.graph().neighbour(newcomer, 0);
        assertTrue(members.isFar(newcomer, farPeer), "the far peer is the first");
        Members.Loss loss = members.kill(farPeer);
        assertEquals(0, members.farPeers(newcomer));
        rules(1, Relink.NONE).afterLoss(members, loss, chance).forEach(members::link);
        assertEquals(1, members.farPeers(newcomer));
        assertEquals(5, members.graph().degree(newcomer));
    }

    @Test
    void whereAllSlotsAreTakenANewcomerFindsNobody() {
        Members members = new Members(TopologyKind.RANDOM.make(100, 5, chance).graph(), 5);
        assertEquals(0, members.freeSlots());
        assertEquals(List.of(), rules(2, 5, Relink.RANDOM).joining(members, members.add(), chance));
    }

    @Test
    void noNodeTakesMoreThanTheCapWhateverComesAndGoes() {
        for (Relink relink : Relink.values()) {
            Members members =
                    new Members(TopologyKind.RANDOM.make(200, 5, chance).graph(), 6);
            NeighbourRules rules = rules(2, 6, relink);
            for (int i = 0; i < 2000; i++) {
                step(members, rules);
                for (int node = 0; node < members.graph().nodes(); node++) {
                    assertTrue(members.graph().degree(node) <= 6);
                    assertTrue(members.isAlive(node) || members.graph().degree(node) == 0, "a dead node has no links");
                }
            }
            assertTrue(members.graph().links() > 50, "links are left with " + relink.label());
        }
    }

    @Test
    void hubsFromTheStartKeepTheirLinksAndGetNoMore() {
        Members members = star(20, 5);
        assertEquals(0, members.free(0));
        assertFalse(members.mayLink(0, members.add()));
        assertEquals(20, members.graph().degree(0));
    }

    @Test
    void rulesThatContradictThemselvesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NeighbourRules(5, 4, 0, Relink.NONE));
        assertThrows(IllegalArgumentException.class, () -> new NeighbourRules(5, 5, 6, Relink.NONE));
        String why = assertThrows(IllegalArgumentException.class, () -> Relink.labelled("all"))
                .getMessage();
        assertEquals("there is no rule 'all' for lost links; choose one of lost-pair, random, none", why);
    }

    private void step(Members members, NeighbourRules rules) {
        int victim = members.drawAlive(chance).orElseThrow();
        members.lose(List.of(victim), rules, chance);
        int back = chance.nextInt(3) == 0 ? members.add() : victim;
        members.revive(back);
        rules.joining(members, back, chance).forEach(members::link);
        members.announce(back);
    }

    private static NeighbourRules rules(int farPeers, Relink relink) {
        return rules(farPeers, 8, relink);
    }

    private static NeighbourRules rules(int farPeers, int maxLinks, Relink relink) {
        return new NeighbourRules(5, maxLinks, farPeers, relink);
    }

    /** Node 0 is linked with all others. */
    private static Members star(int others, int maxLinks) {
        Graph graph = new Graph(others + 1);
        for (int other = 1; other <= others; other++) {
            graph.link(0, other);
        }
        return new Members(graph, maxLinks);
    }
}
