package org.myrmex.mesh.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.mesh.flow.FlowReceiver.Occasion;

class ControlBudgetTest {
    private static final long SECOND = 1_000_000;
    private static final int WINDOW = 256 * 1024;

    private final ControlBudget budget = new ControlBudget();

    @ParameterizedTest
    @ValueSource(ints = {FrameTypes.HELLO, FrameTypes.PING, FrameTypes.PONG, FrameTypes.NEIGHBOUR, FrameTypes.COVER})
    void aFloodIsOneTooManyWithinASecond(int type) {
        int admitted = 0;
        while (budget.admits(admitted, type)) {
            admitted++;
        }
        assertEquals(ControlBudget.FRAME_BURST, admitted);
        assertTrue(budget.admits(SECOND, type));
    }

    @Test
    void aFloodOfCreditsIsOneTooManyToo() {
        int admitted = 0;
        while (budget.admits(0, FrameTypes.CREDIT)) {
            admitted++;
        }
        assertEquals(ControlBudget.CREDIT_BURST, admitted);
        assertFalse(budget.admits(0, FrameTypes.CREDIT));
        budget.sent(10 * ControlBudget.BYTES_A_CREDIT);
        for (int i = 0; i < 10; i++) {
            assertTrue(budget.admits(0, FrameTypes.CREDIT), "for what was sent");
        }
        assertFalse(budget.admits(0, FrameTypes.CREDIT));
    }

    @Test
    void dataIsBoundedElsewhere() {
        for (int i = 0; i < 100_000; i++) {
            assertTrue(budget.admits(0, FrameTypes.ROUTING));
        }
    }

    @Test
    void pingsAreAnsweredWithinALimit() {
        int answered = 0;
        for (int i = 0; i < 1_000; i++) {
            answered += budget.answersPing(i) ? 1 : 0;
        }
        assertEquals(16, answered);
    }

    /** However data is spread over flows and sizes, the credits that our own receiver gives are half of what is admitted. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 84, 256, 512})
    void anHonestReceiverNeverComesNear(int flows) {
        FlowReceiver receiver = new FlowReceiver(WINDOW);
        ControlBudget half = new ControlBudget();
        int frames = 0;
        for (long now = 0; now < 20 * SECOND; now += 1_000) {
            for (int i = 0; i < 40; i++) { // 40,000 frames a second
                int number = 1 + (int) ((now / 1_000 * 40 + i) % flows);
                int cost = i % 3 == 0 ? SizeClass.BLOCK_BYTES : SizeClass.UNPADDED_BYTES;
                assertEquals(FlowReceiver.Admission.ACCEPTED, receiver.received(now, number, cost));
                half.sent(cost / 2);
                receiver.ended(number, cost);
            }
            Occasion occasion = now % 200_000 == 0 ? Occasion.PAUSE : Occasion.COMPANY;
            for (List<Credits.Grant> due = receiver.grants(occasion); !due.isEmpty(); due = receiver.grants(occasion)) {
                assertTrue(half.admits(now, FrameTypes.CREDIT), "credit frame " + ++frames + " at " + now);
            }
        }
    }
}
