package org.myrmex.lab.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myrmex.api.routing.SendOptions;
import org.myrmex.api.routing.Verdict;
import org.myrmex.api.routing.VirtualAddress;
import org.myrmex.lab.experiment.Conditions;
import org.myrmex.lab.experiment.Conditions.Checks;
import org.myrmex.lab.experiment.Conditions.SealingMode;
import org.myrmex.lab.experiment.World;
import org.myrmex.testkit.simulation.VirtualNode;

/** What a routing that signs is told in a simulated network, with real keys as with fake ones: A - B - C. */
class SignaturesTest {
    private static final int MOST_PENDING = 64;
    private static final int LINK_MICROS = 1_000;
    private static final int BODY_BYTES = 1024;

    private final SigningFactory signing = new SigningFactory();
    private final List<String> delivered = new ArrayList<>();
    private World world;
    private VirtualNode a;
    private VirtualNode b;
    private VirtualNode c;
    private VirtualAddress fromA;
    private VirtualAddress fromC;

    private void line(SealingMode mode) {
        world = new World(new Conditions(signing, 1, mode, Checks.ALL), 3);
        a = world.add("A");
        b = world.add("B");
        c = world.add("C");
        b.application((node, message, hops) -> delivered.add(message.from().equals(fromA) ? "A" : "C"));
        world.network().link(a, b, LINK_MICROS);
        world.network().link(b, c, LINK_MICROS);
        fromA = a.open();
        fromC = c.open();
    }

    private void send(VirtualNode node, VirtualAddress from, int times) {
        for (int i = 0; i < times; i++) {
            node.send(from, fromA, BODY_BYTES, SendOptions.DEFAULT);
        }
    }

    private void expectNothingLeft() {
        assertEquals(0, world.network().bodies().alive());
        assertEquals(0, signing.bodies.alive());
        assertEquals(0, b.heldHandles());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSignedIsFoundGoodAfterTheTimeThatBothTake(SealingMode mode) {
        line(mode);
        long began = world.network().now();
        send(a, fromA, 1);
        world.settle();
        assertEquals(List.of(Verdict.GOOD), signing.verdicts);
        assertEquals(List.of("A"), delivered);
        long took = world.sealing().crypto().signMicros()
                + LINK_MICROS
                + world.sealing().crypto().verifyMicros();
        assertEquals(took, world.network().now() - began);
        expectNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aChangedBodyIsBad(SealingMode mode) {
        line(mode);
        signing.altered = SigningFactory.Altered.BODY;
        send(a, fromA, 1);
        world.settle();
        assertEquals(List.of(Verdict.BAD), signing.verdicts);
        assertEquals(List.of(), delivered);
        expectNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aChainThatDoesNotHoldIsBad(SealingMode mode) {
        line(mode);
        signing.altered = SigningFactory.Altered.CHAIN;
        send(a, fromA, 1);
        world.settle();
        assertEquals(List.of(Verdict.BAD), signing.verdicts);
        assertEquals(List.of(), delivered);
    }

    @ParameterizedTest
    @EnumSource
    void beyondSixtyFourPendingChecksALinkIsOverItsLimitAndNoOtherIs(SealingMode mode) {
        line(mode);
        send(a, fromA, MOST_PENDING + 2);
        send(c, fromC, 1);
        world.settle();
        assertEquals(2, Collections.frequency(signing.verdicts, Verdict.OVER_LIMIT));
        assertEquals(MOST_PENDING + 1, Collections.frequency(signing.verdicts, Verdict.GOOD));
        assertEquals(1, Collections.frequency(delivered, "C"));
        send(a, fromA, 1);
        world.settle();
        assertEquals(MOST_PENDING + 2, Collections.frequency(signing.verdicts, Verdict.GOOD), "room again");
        expectNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void anAddressThatIsClosedSignsNothing(SealingMode mode) {
        line(mode);
        a.close(fromA);
        send(a, fromA, 1);
        world.settle();
        assertEquals(1, signing.signatures.size());
        assertNull(signing.signatures.get(0));
        assertEquals(List.of(), signing.verdicts);
        expectNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aSuccessorIsNotToldWhatItsPredecessorAsked(SealingMode mode) {
        line(mode);
        send(a, fromA, MOST_PENDING + 1);
        world.run(world.sealing().crypto().signMicros());
        world.network().at(world.network().now() + LINK_MICROS, b::swap);
        world.settle();
        assertEquals(MOST_PENDING + 1, b.receptions(), "all came before the swap");
        assertEquals(List.of(), signing.verdicts);
    }
}
