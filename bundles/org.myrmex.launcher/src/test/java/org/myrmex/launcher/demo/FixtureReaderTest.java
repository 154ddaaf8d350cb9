package org.myrmex.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixtureReaderTest {
    private final Fixture fixture = FixtureReader.read();

    @Test
    void thirteenPeersAnd27LinksMakeTheNetwork() {
        assertEquals(13, fixture.peers().size());
        assertEquals(27, fixture.links().size());
        assertEquals(new Fixture.Link("0", "1", 25), fixture.links().get(0));
        assertEquals(new Fixture.Link("9", "D", 10), fixture.links().get(26));
        assertEquals(30, fixture.linksEver().size());
    }

    @Test
    void stepsSayWhoLeavesWhenAndWhatComes() {
        assertEquals(4, fixture.steps().size());
        assertEquals(Optional.empty(), fixture.steps().get(1).killed());
        Fixture.Step underWay = fixture.steps().get(2);
        assertEquals(Optional.of("3"), underWay.killed());
        assertEquals(4, underWay.killAfterBlocks());
        Fixture.Step last = fixture.steps().get(3);
        assertEquals(Optional.of("4"), last.killed());
        assertEquals(0, last.killAfterBlocks());
        assertEquals(new Fixture.Link("8", "0", 10), last.newLinks().get(2));
        assertEquals(20, last.load().get(0));
    }

    @Test
    void everybodyIsOnTheRouteOrBesideIt() {
        assertEquals(List.of("9", "4", "5", "3", "0"), fixture.relaysOnRoute());
        assertEquals(List.of("1", "2", "6", "7", "8", "10"), fixture.bystanders());
    }

    /** Each node passes its first copy to all neighbours but one; the copy that D sends is the one more. */
    @Test
    void theGraphMakesFortyOneCopiesOfASearch() {
        long ends = fixture.links().stream()
                .mapToLong(link -> (fixture.nodes().contains(link.a()) ? 1 : 0)
                        + (fixture.nodes().contains(link.b()) ? 1 : 0))
                .sum();
        long sentByNodes = ends - fixture.nodes().size();
        long toSource = 1;
        long fromDownloader = 1;
        assertEquals(Checks.COPIES_OF_A_SEARCH, sentByNodes - toSource + fromDownloader);
    }
}
